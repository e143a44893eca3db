package dev.botyard.runtime.message.inbound;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.im.account.PlayedAccounts;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.SampleAccount;
import dev.botyard.runtime.infra.store.MessageHistory.Filter;
import dev.botyard.runtime.infra.store.MessageHistory;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.infra.thread.Threads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets an event, in which order, and who else hears of it.
class PipelineOrderTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Waiters waiters = new Waiters();
    private final InboundPipeline pipeline = new InboundPipeline(waiters).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            seen.add("plugins: " + message.text());
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {
            seen.add("plugins: " + im + " " + account + " " + details.name());
        }

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
            seen.add("plugins: paid " + payment.amount());
        }
    });

    private static MessageEvent.Builder said(String id, String text) {
        return MessageEvent.in(Chat.group("700", ""), Person.of("ann", "")).messageId(id).text(text).time(NOON);
    }

    private Acceptance take(MessageEvent.Builder event) {
        return pipeline.accept("qq", "a", event.build());
    }

    @Test
    void aMessageIsRememberedBeforeAnybodyAnswersIt() {
        pipeline.remember(message -> seen.add("history: " + message.text()));
        take(said("1", "one"));
        assertEquals(List.of("history: one", "plugins: one"), seen);
    }

    @Test
    void whatTheAccountSaidItselfIsRememberedAndAnsweredByNobody() {
        pipeline.remember(message -> seen.add("history: " + message.text()));
        assertEquals(Acceptance.ACCEPTED, take(said("1", "one").own(true)));
        assertEquals(List.of("history: one"), seen);
        assertEquals(0, pipeline.messages());
    }

    @Test
    void aRepetitionIsNotRememberedOrCountedAsAMessage() {
        pipeline.remember(message -> seen.add("history: " + message.text()));
        take(said("1", "one"));
        take(said("1", "one"));
        assertEquals(List.of("history: one", "plugins: one"), seen);
        assertEquals("1 1", pipeline.messages() + " " + pipeline.duplicates());
    }

    @Test
    void whoeverWaitsGetsTheMessageAndNoPluginDoes() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Threads.startVirtual("listener", () -> {
            try {
                answer.complete(waiters.await(() -> false, InboundMessage.chatKey("qq", "a", true, "700"), "ann", Patience.SOON)
                        .map(InboundMessage::text).orElse("nothing"));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        await().until(() -> waiters.size() == 1);
        take(said("1", "yes"));
        assertEquals("yes", answer.get(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals(List.of(), seen);
    }

    @Test
    void anEarlyAnswerGoesToThePluginsWhenItsRunEndsWithoutListening() {
        Waiters.Owner run = () -> true;
        waiters.early().asked(run, InboundMessage.chatKey("qq", "a", true, "700"), "ann");
        take(said("1", "yes"));
        assertEquals(List.of(), seen);
        waiters.cancel(run);
        assertEquals(List.of("plugins: yes"), seen);
    }

    @Test
    void eventsAndMoneyGoToThePluginsAtOnce() {
        pipeline.accept("qq", "a", new MetaEvent(EventDetails.named("account.online").id("").build()));
        pipeline.accept("qq", "a", PaymentEvent.of(EventDetails.named("payment").id("t").build(), "1.50"));
        assertEquals(List.of("plugins: qq a account.online", "plugins: paid 1.50"), seen);
    }

    @Test
    void aStoppingHostRefusesSoThatThePlatformKeepsIt() {
        pipeline.stop();
        assertEquals(Acceptance.REFUSED, take(said("1", "one")));
        assertEquals(List.of(), seen);
        assertEquals(0, pipeline.duplicates());
    }

    @Test
    void withoutPluginsNothingIsLostAloud() {
        InboundPipeline alone = new InboundPipeline(new Waiters());
        assertEquals(Acceptance.ACCEPTED, alone.accept("qq", "a", said("1", "one").build()));
        assertEquals(Acceptance.ACCEPTED, alone.accept("qq", "a", new MetaEvent(EventDetails.named("x").id("").build())));
        assertEquals(Acceptance.ACCEPTED,
                alone.accept("qq", "a", PaymentEvent.of(EventDetails.named("payment").id("t").build(), "1.50")));
    }

    @Test
    void anIdMeansSomethingElseOnEveryAccount() {
        take(said("1", "one"));
        assertEquals(Acceptance.ACCEPTED, pipeline.accept("qq", "b", said("1", "one").build()));
    }

    @Test
    void aRepetitionIsKnownUntilTwoThousandOthersCameAfterIt() {
        take(said("first", "one"));
        IntStream.range(1, SeenEvents.REMEMBERED).forEach(i -> take(said("n" + i, "x")));
        assertEquals(Acceptance.DUPLICATE, take(said("first", "one")));
        take(said("last", "x"));
        assertEquals(Acceptance.ACCEPTED, take(said("first", "one")));
    }

    @Test
    void anIdThatCameToMeanSomethingElseIsNotForgottenWithItsFirstMeaning() {
        take(said("1", "one"));
        take(said("1", "two").time(NOON.plusSeconds(9)));
        IntStream.range(1, SeenEvents.REMEMBERED).forEach(i -> take(said("n" + i, "x")));
        assertEquals(Acceptance.DUPLICATE, take(said("1", "two").time(NOON.plusSeconds(9))));
    }

    @Test
    void whatIsSaidInAPersonsNameGoesTheWayOfAnyMessageWithTheHostsTime() throws Exception {
        TestTicker clock = new TestTicker(NOON);
        try (PlayedAccounts accounts = new PlayedAccounts(clock)) {
            accounts.configure(SampleAccount.of("telegram", "t").disabled());
            Injector injector = new Injector(pipeline, accounts.registry(), im -> im.equals("tg") ? "telegram" : im, clock);
            List<Instant> times = new CopyOnWriteArrayList<>();
            pipeline.remember(message -> times.add(message.event().time()));
            String im = injector.canonical("tg");
            assertEquals("telegram t", im + " " + injector.receiver(im, "").accountId(), "it need not be online to hear");
            assertEquals(ReceiptCode.ACCOUNT_UNKNOWN, injector.receiver(im, "zz").code());
            assertEquals(Acceptance.ACCEPTED, injector.say(im, "t", said("", "sign").time(Instant.EPOCH)));
            assertEquals(List.of("plugins: sign"), seen);
            assertEquals(List.of(NOON), times);
        }
    }

    @Test
    void theHistoryHasBothSidesOfAChat(@TempDir Path folder) throws Exception {
        try (Store store = Store.open(folder.resolve("botyard.db"))) {
            MessageHistory history = store.messageHistory();
            pipeline.remember(new RememberedMessages(history));
            take(said("1", "one"));
            take(said("2", "two").own(true));
            Filter chat = Filter.ofChat("qq", "700", 10);
            await().until(() -> history.query(chat).size() == 2);
            assertEquals(List.of("in one ann 1 a", "out two ann 2 a"),
                    history.query(chat).stream().map(row -> row.direction() + " "
                            + row.text() + " " + row.user() + " " + row.messageId() + " " + row.account()).sorted().toList());
        }
    }
}
