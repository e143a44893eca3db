package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.Patience.await;
import static dev.botyard.runtime.script.calls.CallBench.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.payment.PaymentNotice;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Runs that wait: for words, and for money. Ann has fired them in the group 700.
class WaitCallsTest {
    private static final String LONG = "900000";

    private CallBench bench;
    private Payments payments;
    private Gateway gateway;
    private volatile boolean timeoutNone;
    private final Run run = CallBench.run();
    private int messages;

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        bench = new CallBench(folder);
        payments = new Payments(bench.store.keptPayments(), told -> {}, Ticker.system());
        gateway = new Gateway(new WaitCalls(bench.waiters, bench.supervisor, () -> timeoutNone),
                new PayCalls(payments, bench.waiters, Ticker.system()));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    /// Calls on another thread and returns when it waits.
    private CompletableFuture<JsonNode> waiting(Run of, String method, String params) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        int before = bench.waiters.size() + payments.waits().size();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(ask(gateway, of, method, params));
            } catch (InterruptedException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        await().until(() -> answer.isDone() || bench.waiters.size() + payments.waits().size() > before);
        return answer;
    }

    private static JsonNode got(CompletableFuture<JsonNode> answer) throws Exception {
        return answer.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    private void says(Chat chat, String person, Segment... segments) {
        bench.pipeline.accept("qq", "bot", MessageEvent.in(chat, Person.of(person, "")).messageId("a" + ++messages)
                .segments(List.of(segments)).build());
    }

    private void says(String person, String text) {
        says(Chat.group("700", ""), person, new Segment.Text(text));
    }

    @Test
    void theNextWordsOfTheSamePersonInTheSameChatAreTheAnswer() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"wait\":" + LONG + "}");
        says("bob", "not me");
        says(Chat.group("701", ""), "ann", new Segment.Text("not here"));
        says(Chat.direct("ann"), "ann", new Segment.Text("nor here"));
        says("ann", " green ");
        assertEquals("green", got(answer).path("text").stringValue());
        assertEquals(3, bench.heard.size(), "the others go their way");
        assertEquals("[]", got(answer).path("media_items").toString());
    }

    @Test
    void aRunMayListenToAnybodyOfTheGroup() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"scope\":\"group\",\"wait\":" + LONG + "}");
        says("bob", "me");
        assertEquals("me", got(answer).path("text").stringValue());
    }

    @Test
    void inAPrivateChatThereIsOnlyOne() throws Exception {
        Run direct = Scripts.run(Scripts.plugin("tea.py"), Scripts.context(Scripts.said(Chat.direct("ann"), "ann", "tea")));
        CompletableFuture<JsonNode> answer = waiting(direct, "listen", "{\"scope\":\"group\",\"wait\":" + LONG + "}");
        says(Chat.direct("ann"), "ann", new Segment.Text("me"));
        assertEquals("me", got(answer).path("text").stringValue());
    }

    @Test
    void whatPeopleSayIsMarked() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"wait\":" + LONG + "}");
        says("ann", "[CQ:at,qq=all]");
        String heard = got(answer).path("text").stringValue();
        assertFalse(heard.contains("[CQ:"), heard);
        assertEquals("[CQ:at,qq=all]", Outgoing.text(heard));
    }

    @Test
    void whenNobodyAnswersTheScriptIsToldInItsOwnWay() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"wait\":" + LONG + "}");
        bench.waiters.cancel(run);
        assertEquals("{\"timeout\":true}", got(answer).toString());
        timeoutNone = true;
        CompletableFuture<JsonNode> second = waiting(run, "listen", "{\"wait\":" + LONG + "}");
        bench.waiters.cancel(run);
        assertEquals(true, got(second).path("none").booleanValue());
        Run chosen = Scripts.run(Scripts.plugin("tea.py", "timeout_value: empty"), run.context());
        CompletableFuture<JsonNode> third = waiting(chosen, "listen", "{\"wait\":" + LONG + "}");
        bench.waiters.cancel(chosen);
        assertEquals("{\"timeout\":true}", got(third).toString(), "its header says otherwise than the host");
    }

    @Test
    void withoutAChatNobodyCanAnswer() throws Exception {
        Run cron = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));
        assertEquals("{\"timeout\":true}", ask(gateway, cron, "listen", "{}").toString());
        assertEquals("[listen without a chat (cron run) answers at once with nothing]", cron.report().notes().toString());
    }

    @Test
    void theAnswerIsTakenBackWhereTheScriptWantsThat() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"recall\":1,\"wait\":" + LONG + "}");
        says("ann", "a password");
        got(answer);
        await().until(() -> bench.platform.done.contains("recall a1 of 700"));
    }

    @ParameterizedTest
    @CsvSource({"0,60000", "-5,60000", "1,1000", "999,1000", "5000,5000", "900000,900000", "900001,900000",
        "9223372036854775807,900000"})
    void aWaitHasItsBounds(long asked, long millis) {
        assertEquals(Duration.ofMillis(millis), WaitCalls.limit(asked));
    }

    @Test
    void theLastWordsMediaAreKnownToTheRun() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "listen", "{\"wait\":" + LONG + "}");
        says(Chat.group("700", ""), "ann",
                new Segment.Image(Media.reference("http://x/a.png", "a.png", "image/png", 3, Map.of())));
        assertEquals("[CQ:image,file=http://x/a.png]", got(answer).path("text").stringValue());
        assertEquals("http://x/a.png", got(answer).path("media_items").path(0).path("source").stringValue());
        assertEquals("a.png", run.heardMedia().getFirst().get("name"));
    }

    private void pays(String person, String amount) {
        EventDetails details = EventDetails.named(EventNames.PAYMENT).id("p" + ++messages).person(Person.of(person, "")).build();
        payments.accept(new PaymentNotice("qq", "bot", new PaymentEvent(details, amount, "wechat", "transfer", "t", "")));
    }

    @Test
    void moneyEndsTheWaitForIt() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "waitPay",
                "{\"amount\":19.8,\"exitcode\":\"q\",\"timeout\":" + LONG + "}");
        assertEquals("true", ask(gateway, run, "atWaitPay", "{}").toString());
        pays("ann", "19.80");
        JsonNode payment = got(answer).path("value");
        assertEquals("19.8 19.8 true ann", payment.path("money") + " " + payment.path("expected_amount") + " "
                + payment.path("amount_matched") + " " + payment.path("FromWxid").stringValue());
        await().until(() -> bench.waiters.size() == 0);
        assertEquals("false", ask(gateway, run, "atWaitPay", "{}").toString());
    }

    @Test
    void onlyTheExitWordIsTakenFromTheChat() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "waitPay", "{\"exitcode\":\" q \",\"timeout\":" + LONG + "}");
        await().until(() -> bench.waiters.size() == 1);
        says("ann", "how much?");
        says("bob", "q");
        assertEquals(2, bench.heard.size());
        says("ann", "q");
        assertEquals("q", got(answer).path("value").stringValue());
        assertEquals(2, bench.heard.size());
    }

    @Test
    void twoWaitsThatAPaymentCouldNotTellApartAreOneTooMany() throws Exception {
        CompletableFuture<JsonNode> first = waiting(run, "waitPay", "{\"timeout\":" + LONG + "}");
        assertEquals("busy", ask(gateway, CallBench.run(), "waitPay", "{\"amount\":\"5\"}").path("value").stringValue());
        pays("ann", "1");
        got(first);
    }

    @Test
    void aWaitThatIsOverLeavesNothingBehind() throws Exception {
        assertEquals("timeout", ask(gateway, run, "waitPay", "{\"timeout\":1,\"exitcode\":\"q\"}").path("value").stringValue());
        await().until(() -> bench.waiters.size() == 0);
        assertEquals(0, payments.waits().size());
    }

    @Test
    void anAmountThatIsNoneIsNotedAndNotExpected() throws Exception {
        CompletableFuture<JsonNode> answer = waiting(run, "waitPay", "{\"amount\":\"a lot\",\"timeout\":" + LONG + "}");
        assertTrue(payments.waits().getFirst().amount().isEmpty());
        pays("ann", "1");
        assertEquals("false", got(answer).path("value").path("amount_matched").toString());
        assertEquals("[waitPay: 'a lot' is not an amount; the wait goes on without one]", run.report().notes().toString());
    }
}
