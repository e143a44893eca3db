package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Person;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SendCallsTest {
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        bench = new CallBench(folder);
        gateway = new Gateway(new SendCalls(bench.dispatcher));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private Run without(Trigger trigger) {
        return Scripts.run(Scripts.plugin("tea.py"), RunContext.without(trigger, ""));
    }

    private List<String> notes(Run of) {
        return of.report().notes();
    }

    @Test
    void aReplyGoesToTheCurrentChatAndItsReceiptHasAllKeys() throws Exception {
        JsonNode receipt = ask(gateway, run, "reply", "{\"kind\":\"text\",\"text\":\"hi\"}");
        assertTrue(bench.platform.done.getFirst().startsWith("bot sends ") && bench.platform.done.getFirst().contains("700")
                && bench.platform.done.getFirst().contains("hi"), bench.platform.done::toString);
        assertEquals("true m1 m1 [\"m1\"] sendText", receipt.path("ok") + " " + receipt.path("message_id").stringValue() + " "
                + receipt.path("messageid").stringValue() + " " + receipt.path("message_ids") + " "
                + receipt.path("action").stringValue());
        assertEquals("", receipt.path("error").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"\"}", "{}", "{\"kind\":\"image\",\"source\":\"\"}", "{\"kind\":\"mixed\",\"items\":[]}",
        "{\"kind\":\"image\",\"source\":\"missing:a\"}", "{\"text\":\"forbidden\"}", "{\"kind\":\"text\",\"text\":null}"})
    void aReplyThatCannotBeSentIsTreatedAsAnAnswerNotAsAnException(String params) throws Exception {
        JsonNode receipt = ask(gateway, run, "reply", params);
        assertFalse(receipt.path("ok").booleanValue());
        assertFalse(receipt.path("error").stringValue().isEmpty());
        assertEquals(List.of("reply was not sent: " + receipt.path("error").stringValue()), notes(run));
    }

    @Test
    void withoutAChatAReplyIsWrittenIntoTheLog() throws Exception {
        Run cron = without(Trigger.CRON);
        JsonNode receipt = ask(gateway, cron, "reply", "{\"text\":\"hi\"}");
        assertEquals("false a cron run has no chat to reply to; use push",
                receipt.path("ok") + " " + receipt.path("error").stringValue());
        ask(gateway, cron, "reply", "{\"kind\":\"image\",\"source\":\"http://x/a.png\"}");
        assertEquals(List.of("reply without a chat (cron run): hi", "reply without a chat (cron run): http://x/a.png"),
                notes(cron));
        assertEquals(List.of(), bench.platform.done);
    }

    @Test
    void theTextOfARoutesReplyIsItsAnswer() throws Exception {
        Run route = without(Trigger.ROUTE);
        assertTrue(ask(gateway, route, "reply", "{\"text\":\"hi\"}").path("ok").booleanValue());
        assertEquals("hi", route.response());
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "push"})
    void anUnknownKindIsNamedWithThoseThereAre(String method) {
        assertEquals("invalid_request: " + method
                + ": kind 'song' is unknown; it must be text, markdown, image, voice, video, file or mixed",
                refusal(gateway, run, method, "{\"kind\":\"song\",\"imType\":\"qq\",\"userID\":\"5\"}"));
    }

    @Test
    void aPushGoesToWhomItNames() throws Exception {
        JsonNode answer = ask(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":5,\"content\":\"hi\",\"title\":null}");
        assertEquals("1 accepted bot", answer.path("sent") + " " + answer.path("receipt").path("code").stringValue() + " "
                + answer.path("receipt").path("account_id").stringValue());
        assertTrue(bench.platform.done.getFirst().contains("5"), bench.platform.done::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"words\"}", "{\"message\":\"words\"}", "{\"title\":\"words\"}", "{\"content\":\"words\"}",
        "{\"content\":\"\",\"message\":\"words\"}"})
    void theTextMayStandUnderAnyOfItsNames(String text) throws Exception {
        ask(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":\"5\"," + text.substring(1));
        assertTrue(bench.platform.done.getFirst().contains("words"), bench.platform.done::toString);
    }

    @Test
    void aPushThatNobodyCanSendIsNoneAndIsNoted() throws Exception {
        JsonNode nowhere = ask(gateway, run, "push", "{\"imType\":\"tg\",\"userID\":\"5\",\"content\":\"hi\"}");
        assertEquals("0 no_account", nowhere.path("sent") + " " + nowhere.path("receipt").path("code").stringValue());
        JsonNode offline = ask(gateway, run, "push",
                "{\"imType\":\"weixin\",\"userID\":\"5\",\"content\":\"hi\",\"options\":{\"account_id\":\"wx\"}}");
        assertEquals("account_offline", offline.path("receipt").path("code").stringValue());
        JsonNode empty = ask(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"\"}");
        assertEquals("0 true", empty.path("sent") + " " + !empty.path("receipt").path("reason").stringValue().isEmpty());
        assertEquals(3, notes(run).size());
        assertTrue(notes(run).getFirst().startsWith("push to tg was not sent: no_account: "), notes(run)::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"imType\":\"qq\",\"content\":\"hi\"}", "{\"userID\":\"5\",\"content\":\"hi\"}",
        "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"hi\",\"options\":{\"queue\":\"perhaps\"}}",
        "{\"imType\":\"qq\",\"userID\":[],\"content\":\"hi\"}", "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":{}}"})
    void aPushThatMeansNothingIsAnException(String params) {
        assertTrue(refusal(gateway, run, "push", params).startsWith("invalid_request: "), params);
        assertEquals(List.of(), bench.platform.done);
    }

    @Test
    void whatThePlatformRefusesIsAnExceptionWithItsCode() {
        String told = refusal(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"forbidden\"}");
        assertTrue(told.startsWith("rejected: ") && told.contains("the platform forbids it"), told);
        assertTrue(notes(run).getFirst().startsWith("push to qq failed: rejected: "), notes(run)::toString);
    }

    /// Whatever a script does with them.
    @Test
    void codesOfPeopleAreTextAndThoseOfTheAuthorAct() throws Exception {
        ask(gateway, run, "reply", "{\"text\":\"[\u2060CQ:at,qq=7] [CQ:at,qq=8]\"}");
        String sent = bench.platform.done.getFirst();
        assertTrue(sent.contains("[CQ:at,qq=7]") && !sent.contains("[CQ:at,qq=8]"), sent);
    }

    @Test
    void idsThatPeopleTypedLoseTheirMarks() throws Exception {
        JsonNode answer = ask(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":\"\u2060all\",\"content\":\"hi\"}");
        assertEquals("all", answer.path("receipt").path("user").stringValue());
    }

    /// What was sent was sent, whoever fails to write it down.
    @Test
    void aListenerThatFailsMakesNoFailureOfAPush() throws Exception {
        List<String> told = new ArrayList<>();
        bench.dispatcher.listen((origin, reply, receipt) -> {
            throw new IllegalStateException("the journal is full");
        });
        bench.dispatcher.listen((origin, reply, receipt) -> told.add(receipt.code().label()));
        assertEquals(1,
                ask(gateway, run, "push", "{\"imType\":\"qq\",\"userID\":\"5\",\"content\":\"hi\"}").path("sent").intValue());
        assertTrue(ask(gateway, run, "reply", "{\"text\":\"hi\"}").path("ok").booleanValue());
        assertEquals(List.of("accepted", "accepted"), told);
    }

    @Test
    void aRunOfAnEventRepliesIntoItsChat() throws Exception {
        RunContext message = run.context();
        Run event = Scripts.run(Scripts.plugin("tea.py"), new RunContext(Trigger.EVENT, "qq", "bot", message.chat(),
                Person.of("ann", ""), false, "", "", List.of(), List.of(), "group.member.join", Map.of(), Map.of()));
        assertTrue(ask(gateway, event, "reply", "{\"text\":\"welcome\"}").path("ok").booleanValue());
        Run nowhere = Scripts.run(Scripts.plugin("tea.py"), new RunContext(Trigger.EVENT, "qq", "bot", Optional.empty(),
                Person.NOBODY, false, "", "", List.of(), List.of(), "x", Map.of(), Map.of()));
        assertFalse(ask(gateway, nowhere, "reply", "{\"text\":\"welcome\"}").path("ok").booleanValue());
    }
}
