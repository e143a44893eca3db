package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Journeys;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.ops.trace.Traces;
import dev.botyard.runtime.script.plugin.PluginBench;
import dev.botyard.runtime.script.plugin.PluginTriggers;
import dev.botyard.runtime.script.plugin.RunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Why a message was answered or not, at the door of the API. Bob is an administrator.
class TraceIT {
    private PluginBench bench;
    private PlayedApi api;
    private InboundPipeline pipeline;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        bench = new PluginBench(home).obliging();
        bench.runner().listen(run -> bench.store().runLog().put(run.report().row()));
        Journeys journeys = new Journeys(100);
        pipeline = new InboundPipeline(bench.waiters(), journeys).serve(new PluginTriggers(bench.catalog(), bench.runner(),
                () -> Map.of("qq", List.of("bob")), bench.leftovers(), _ -> {}, im -> im));
        api = new PlayedApi();
        api.api.add(new TraceResource(new Traces(journeys,
                new RunHistory(bench.runner(), bench.store().runLog()), bench.store().pushLog())));
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        bench.close();
    }

    private void say(String id, String person, String text) {
        pipeline.accept("qq", "bot", MessageEvent.in(Chat.group("700", "Tea"), Person.of(person, "")).messageId(id).text(text)
                .build());
        bench.awaitQuiet();
    }

    private JsonNode ask(String query) throws Exception {
        return api.ask("GET", "/api/v1/trace" + query, "").json();
    }

    /// `plugin verdict` of the newest message.
    private List<String> verdicts() throws Exception {
        return ask("").at("/messages/0/plugins").valueStream()
                .map(one -> one.path("plugin").stringValue() + " " + one.path("verdict").stringValue()).toList();
    }

    @Test
    void everyPluginSaysWhyItDidOrDidNotRun() throws Exception {
        bench.add("a.py", "rule: ^tea$", "priority: 5");
        bench.add("b.py", "rule: ^tea", "priority: 4");
        bench.add("boss.py", "rule: tea", "admin: true", "priority: 9");
        bench.add("milk.py", "rule: milk", "priority: 3");
        bench.add("off.py", "rule: tea", "disable: true", "priority: 2");
        bench.add("wx.py", "rule: tea", "imType: weixin", "priority: 1");
        bench.add("group.py", "rule: tea", "groupid: 900", "priority: 0");
        bench.add("cron.py", "cron: 0 8 * * *");
        say("m1", "ann", "tea");
        assertEquals(List.of("boss.py admin", "a.py ran", "b.py taken", "off.py disabled", "wx.py im", "group.py group",
                "milk.py rule"), verdicts());
        JsonNode message = ask("?message=m1").at("/messages/0");
        assertEquals("b.py", message.at("/plugins/2/plugin").stringValue());
        assertEquals("a.py (priority 5) took the message before it (priority 4) and did not call setContinue()",
                message.at("/plugins/2/reason").stringValue());
        assertEquals("silent a.py ran and said nothing in the chat",
                message.path("outcome").stringValue() + " " + message.path("reason").stringValue());
        String run = message.at("/plugins/1/run").stringValue();
        assertEquals(run + " ok", message.at("/runs/0/id").stringValue() + " " + message.at("/runs/0/status").stringValue());
        assertEquals("m1", ask("?run=" + run).at("/messages/0/message_id").stringValue());
        assertEquals(1, ask("?run=" + run).path("messages").size());
        assertEquals(0, ask("?run=r-none").path("messages").size());
    }

    @Test
    void nobodyAnsweredIsSaidInASentence() throws Exception {
        bench.add("boss.py", "rule: tea", "admin: true");
        say("1", "ann", "tea");
        say("2", "ann", "milk");
        say("2", "ann", "milk");
        assertEquals(List.of("duplicate: the platform delivered it before; it was taken once",
                "no_rule: no rule of any plugin fits it",
                "refused: boss.py: its rule fits, but it is for administrators, and ann is none; they stand below masters in"
                        + " botyard.yaml"),
                ask("").path("messages").valueStream()
                        .map(one -> one.path("outcome").stringValue() + ": " + one.path("reason").stringValue()).toList());
        say("3", "bob", "tea");
        assertEquals("boss.py ran", verdicts().getFirst());
    }

    @Test
    void itIsSaidAsThePluginsWereThen() throws Exception {
        bench.add("a.py", "rule: ^tea$");
        say("1", "ann", "milk");
        bench.add("a.py", "rule: ^milk$");
        assertEquals(List.of("a.py rule"), verdicts());
        say("2", "ann", "milk");
        assertEquals(List.of("a.py ran"), verdicts());
    }

    @Test
    void aListNamesSomeOfManyAndOneTraceAll() throws Exception {
        for (int number = 0; number < 30; number++) {
            bench.add("p" + number + ".py", "rule: ^word" + number + "$");
        }
        say("1", "ann", "word7");
        JsonNode message = ask("").at("/messages/0");
        assertEquals("p7.py ran, 21, 9 more", message.at("/plugins/0/plugin").stringValue() + " "
                + message.at("/plugins/0/verdict").stringValue() + ", " + message.path("plugins").size() + ", "
                + message.path("left_out").intValue() + " more");
        JsonNode whole = ask("/1");
        assertEquals("30, 0 more", whole.path("plugins").size() + ", " + whole.path("left_out").intValue() + " more");
    }

    @Test
    void pagesFiltersAndGarbage() throws Exception {
        say("1", "ann", "one");
        say("2", "bob", "two");
        pipeline.accept("qq", "other",
                MessageEvent.in(Chat.direct("ann"), Person.of("ann", "")).messageId("3").text("x").build());
        assertEquals(3, ask("").path("messages").size());
        assertEquals(2, ask("?limit=1&before=3").at("/messages/0/number").intValue());
        assertEquals(1, ask("?account=other").path("messages").size());
        assertEquals(2, ask("?chat=700").path("messages").size());
        assertEquals(1, ask("?chat=ann").path("messages").size());
        assertEquals(0, ask("?push=none").path("messages").size());
        assertEquals("404 not_found: there is no trace with the number 'x'; the last 100 messages since the start of the host are"
                + " kept", api.ask("GET", "/api/v1/trace/x", "").error());
        assertEquals("400 invalid_request: before must be a number, not '-1'",
                api.ask("GET", "/api/v1/trace?before=-1", "").error());
    }

    @Test
    void pushesOfItsRunsStandWithTheirReceipts() throws Exception {
        bench.add("a.py", "rule: ^tea$");
        say("1", "ann", "tea");
        String run = ask("").at("/messages/0/runs/0/id").stringValue();
        PushReceipt receipt = new PushReceipt("p-1", ReceiptCode.ACCOUNT_OFFLINE, "qq", PushKind.TEXT, "700", "", "", "default",
                "",
                List.of(new Selection.Rejected("bot_b", Selection.Rule.DEFAULT, ReceiptCode.ACCOUNT_OFFLINE, "it is offline")),
                List.of(), "", Instant.EPOCH, Duration.ZERO);
        bench.store().pushLog().append(new PushRecord(0, receipt, run, "a.py", "message").row());
        JsonNode message = ask("?push=p-1").at("/messages/0");
        assertEquals("1 account_offline [bot_b]", message.path("message_id").stringValue() + " "
                + message.at("/pushes/0/code").stringValue() + " ["
                + message.at("/pushes/0/rejected/0/account_id").stringValue() + "]");
    }
}
