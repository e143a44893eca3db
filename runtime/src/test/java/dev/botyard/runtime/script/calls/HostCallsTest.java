package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.Patience.await;
import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.MessageRow;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.masters.MasterNotices;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Questions about the host, and what a run says about itself.
class HostCallsTest {
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();
    private final Run cron = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));

    @BeforeEach
    void open(@TempDir Path folder) throws InterruptedException {
        bench = new CallBench(folder);
        MasterNotices notices = new MasterNotices(bench.dispatcher, () -> new TreeMap<>(
                Map.of("qq", List.of("1", "forbidden"), "tg", List.of("3"))));
        gateway = new Gateway(new HostCalls(bench.registry, bench.dispatcher, notices, bench.store.messageHistory(),
                bench.injector), new ControlCalls(), new DependencyCalls(null));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    @Test
    void theImsAreThoseOfEnabledAccountsAndEachOnce() throws Exception {
        assertEquals("[\"qq\"]", ask(gateway, run, "imtypes", "{}").toString());
    }

    @Test
    void mastersAreToldAndWhoWasNotReachedIsNoted() throws Exception {
        assertEquals("1", ask(gateway, run, "notifyMasters", "{\"content\":\"tea is out\"}").toString());
        assertEquals(2, run.report().notes().size());
        assertTrue(run.report().notes().getFirst().startsWith("master forbidden of qq was not notified: "),
                run.report().notes()::toString);
        assertTrue(run.report().notes().getLast().startsWith("master 3 of tg was not notified: "));
        assertTrue(bench.platform.done.getFirst().contains("tea is out"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"[\"qq\"]~1", "[\"QQ\"]~1", "\"qq\"~1", "[\"tg\"]~0", "[\"weixin\"]~0", "[]~1",
        "null~1"})
    void mastersOfSomeImsMayBeMeant(String imtypes, int told) throws Exception {
        assertEquals(told, ask(gateway, run, "notifyMasters", "{\"content\":\"x\",\"imtypes\":" + imtypes + "}").intValue());
    }

    private void remember(String im, String chat, String id, String text) {
        bench.store.messageHistory().append(new MessageRow(0, im, "bot", chat, "ann", id, Instant.parse("2027-01-01T08:00:00Z"),
                "in", text));
    }

    @Test
    void theLastMessagesOfAnImAreToldNewestFirst() throws Exception {
        remember("qq", "700", "m1", "one");
        remember("weixin", "700", "m2", "elsewhere");
        remember("qq", "701", "m3", "[CQ:at,qq=all]");
        JsonNode messages = ask(gateway, run, "history.messages", "{\"imType\":\"QQ\"}");
        assertEquals(2, messages.size());
        JsonNode newest = messages.path(0);
        assertEquals("qq bot 701 ann m3 in 2027-01-01T08:00:00Z", String.join(" ", newest.path("imType").stringValue(),
                newest.path("accountID").stringValue(), newest.path("chatID").stringValue(), newest.path("userID").stringValue(),
                newest.path("messageID").stringValue(), newest.path("direction").stringValue(),
                newest.path("time").stringValue()));
        assertFalse(newest.path("content").stringValue().contains("[CQ:"), "people wrote it");
        assertEquals("[CQ:at,qq=all]", Outgoing.text(newest.path("content").stringValue()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{}~[\"m4\"]", "{\"number\":2}~[\"m4\",\"m2\"]", "{\"number\":\"2\"}~[\"m4\",\"m2\"]",
        "{\"number\":0}~[\"m4\"]", "{\"number\":-7}~[\"m4\"]", "{\"number\":99999}~[\"m4\",\"m2\",\"m1\"]",
        "{\"number\":null}~[\"m4\"]"})
    void theLastIdsOfTheCurrentChatAreToldNewestFirst(String params, String ids) throws Exception {
        remember("qq", "700", "m1", "one");
        remember("qq", "700", "m2", "two");
        remember("qq", "701", "m3", "elsewhere");
        remember("qq", "700", "m4", "four");
        assertEquals(ids, ask(gateway, run, "history.ids", params).toString());
    }

    @Test
    void withoutAChatThereAreNoIds() throws Exception {
        assertEquals("[]", ask(gateway, cron, "history.ids", "{\"number\":5}").toString());
        assertEquals(ask(gateway, run, "history.ids", "{}"), ask(gateway, run, "history.ids", "{\"number\":\"many\"}"));
    }

    @Test
    void breakingInSaysATextInThePersonsNameAsOftenAsItIsSaid() throws Exception {
        ask(gateway, run, "breakIn", "{\"content\":\"milk\"}");
        ask(gateway, run, "breakIn", "{\"content\":\"milk\"}");
        await().until(() -> bench.heard.size() == 2);
        InboundMessage said = bench.heard.getFirst();
        assertEquals("qq bot 700 ann milk m-tea", String.join(" ", said.im(), said.account(), said.group(),
                said.event().sender().id(), said.text(), said.event().messageId()));
        assertEquals("invalid_request: breakIn speaks for the user of the current chat, and this run has none",
                refusal(gateway, cron, "breakIn", "{\"content\":\"milk\"}"));
    }

    @Test
    void whatThisHostHasNotAnswersWhatScriptsCanLiveWith() throws Exception {
        assertEquals("true \"\"", ask(gateway, run, "coffee", "{}") + " " + ask(gateway, run, "spread", "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{\"value\":\"x\"}~x", "{\"value\":5}~5", "{\"value\":null}~''", "{}~''",
        "{\"value\":\"[\u2060CQ:at,qq=1]\"}~[CQ:at,qq=1]"})
    void aRunMayReturnAText(String params, String value) throws Exception {
        ask(gateway, run, "return", params);
        assertEquals(value, run.report().value());
    }

    @Test
    void aRunMayAnswerItsRouteWithAnything() throws Exception {
        for (String data : List.of("\"x\"", "{\"a\":[1,{\"b\":null}]}", "false", "1.5", "[]")) {
            ask(gateway, run, "response", "{\"data\":" + data + "}");
            assertEquals(data, Json.MAPPER.writeValueAsString(run.response()));
        }
        ask(gateway, run, "response", "{\"data\":{\"typed\":\"[\u2060CQ:at,qq=1]\"}}");
        assertEquals(Map.of("typed", "[CQ:at,qq=1]"), run.response(), "a route's answer has no marks");
        ask(gateway, run, "response", "{}");
        assertEquals(null, run.response());
        assertTrue(run.responded());
    }

    @Test
    void aPackageNeedsAName() {
        assertEquals("invalid_request: module is required", refusal(gateway, run, "dependency.ensure", "{\"module\":\" \"}"));
        assertEquals("invalid_request: module is required", refusal(gateway, run, "dependency.ensure", "{}"));
    }

    @Test
    void whatNobodyAnswersIsNamed() {
        assertEquals("unknown_method: the host has no method 'dance'; the SDK may be newer than the host",
                refusal(gateway, run, "dance", "{}"));
        assertEquals("unknown_method: the host has no method ''; the SDK may be newer than the host",
                refusal(gateway, run, "", "{}"));
    }

    @ParameterizedTest
    @CsvSource({"reply,true", "push,true", "listen,true", "waitPay,true", "group.act,true", "recall,true", "breakIn,true",
        "notifyMasters,true", "file.download,false", "bucket.get,false", "return,false", "dependency.ensure,false",
        "dance,false"})
    void whatPeopleNoticeIsKnown(String method, boolean speaks) {
        assertEquals(speaks, gateway.speaks(method, Json.MAPPER.readTree("{}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"stream\":true}|true", "{\"stream\":\"yes\"}|true", "{\"stream\":false}|false",
        "{}|false"})
    void peopleNoticeAnAnswerThatGrows(String options, boolean speaks) {
        assertEquals(speaks, gateway.speaks("chat", Json.MAPPER.readTree("{\"messages\":\"x\",\"options\":" + options + "}")));
    }
}
