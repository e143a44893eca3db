package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.outbound.TextForm;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.CallException;
import dev.botyard.runtime.script.worker.Place;
import dev.botyard.runtime.script.worker.RunResult;
import dev.botyard.runtime.script.worker.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RunTest {
    private static final JsonNode NOTHING = Json.MAPPER.createObjectNode();
    private static final RunResult FINE = new RunResult(RunStatus.OK, 0, "from the worker", "", "");

    private final PlayedEnvironment host = new PlayedEnvironment();
    private final Run run = run();

    private Run run(String... headers) {
        return Scripts.run(Scripts.plugin("tea.py", headers), Scripts.context(Scripts.said("tea")), host);
    }

    @Test
    void beforePeopleNoticeACallTheHostHearsOfIt() throws Exception {
        run.call("bucket.get", NOTHING);
        run.call("reply", NOTHING);
        assertEquals(List.of("call bucket.get", "speaks reply", "call reply"), host.asked);
    }

    @Test
    void aCallThatMayNotBeMadeIsNotMadeAndIsListed() {
        host.stopping = true;
        assertThrows(CallException.class, () -> run.call("reply", NOTHING));
        assertEquals(List.of("speaks reply"), host.asked);
        assertEquals(List.of("reply: the host is stopping"),
                run.calls().stream().map(call -> call.method() + ": " + call.error()).toList());
    }

    @Test
    void whatFailedIsListedWithItsReason() throws Exception {
        assertThrows(CallException.class, () -> run.call("broken", NOTHING));
        run.call("bucket.get", NOTHING);
        assertEquals(List.of("key must be text", ""), run.calls().stream().map(RunRecord.Call::error).toList());
    }

    @Test
    void theListsOfCallsAndNotesHaveAnEnd() throws Exception {
        for (int i = 0; i < Run.LISTED_CALLS + 5; i++) {
            run.call("bucket.get", NOTHING);
            run.note("note " + i);
        }
        assertEquals(Run.LISTED_CALLS, run.calls().size());
        assertEquals(Run.LISTED_CALLS, run.notes().size());
        assertEquals("note 0", run.notes().getFirst());
    }

    @Test
    void theChainGoesOnOnceHoweverOftenTheScriptSaysSo() {
        run.letContinue();
        run.letContinue();
        assertEquals(List.of("let on"), host.asked);
    }

    @Test
    void itsEndIsToldBeforeWhoeverWaitsForItGoesOn() throws Exception {
        assertFalse(run.await(Duration.ZERO));
        assertFalse(run.over());
        run.finished(FINE);
        assertTrue(run.await(Duration.ZERO));
        assertTrue(run.over());
        assertEquals(List.of("ended OK"), host.asked);
    }

    @Test
    void whatTheScriptReturnedByACallIsItsValue() {
        assertEquals("", run.value());
        run.finished(FINE);
        assertEquals("from the worker", run.value());
        run.returned("by the call");
        assertEquals("by the call", run.value());
        Run silent = run();
        silent.finished(new RunResult(RunStatus.OK, 0, null, "", ""));
        assertEquals("", silent.value());
    }

    @Test
    void aPluginsOwnLimitStandsBeforeTheHosts() {
        assertEquals(Duration.ofMinutes(60), run.timeLimit());
        assertEquals(Duration.ofSeconds(90), run("timeout: 90s").timeLimit());
    }

    @Test
    void aProcessOfItsOwnIsTheHeadersChoice() {
        assertFalse(run.freshProcess());
        assertTrue(run("isolation: process").freshProcess());
    }

    @Test
    void itsPushesSayWhereTheyComeFrom() {
        assertEquals("MESSAGE qq bot r-1 tea.py /plugins CQ_WITHOUT_ALL",
                String.join(" ", run.origin().trigger().name(), run.origin().im(), run.origin().account(), run.origin().run(),
                        run.origin().plugin(), run.origin().folder().toString(), run.origin().form().name()));
    }

    @Test
    void onlyAnAuthorWhoWroteItMayMentionEverybody() {
        Plugin plain = Scripts.plugin("tea.py");
        Plugin allowed = new Plugin(plain.file(), plain.path(), plain.language(), "2", plain.header(), List.of(), List.of(), "",
                false, true, List.of(), "");
        assertEquals(TextForm.CQ, Scripts.run(allowed, run.context()).origin().form());
    }

    @Test
    void aRouteMayBeAnsweredWithNothingAndThatIsAnAnswer() {
        assertFalse(run.responded());
        run.respond(null);
        assertTrue(run.responded());
        assertEquals(null, run.response());
        run.respond(List.of("tea"));
        assertEquals(List.of("tea"), run.response());
    }

    @Test
    void peopleSeeHowFarItIs() {
        assertEquals(RunStatus.WAITING, run.report().status());
        run.started(Place.NOWHERE);
        assertEquals(RunStatus.RUNNING, run.report().status());
        run.output("stdout", "pouring", 0);
        run.finished(new RunResult(RunStatus.ERROR, 1, null, "no tea", "line 3"));
        RunRecord report = run.report();
        assertEquals("ERROR no tea line 3 pouring", String.join(" ", report.status().name(), report.error(), report.traceback(),
                report.output()));
        assertEquals(report.duration(), run.report().duration(), "it takes no longer once it is over");
        assertEquals("qq bot 700 ann tea", String.join(" ", report.imType(), report.accountId(), report.group(), report.user(),
                report.message()));
    }

    @Test
    void whatAnOperatorReadsHasNoMarksInIt() {
        run.returned("[\u2060CQ:at,qq=all]");
        assertEquals("[CQ:at,qq=all]", run.report().value());
    }

    @Test
    void onlyTheEndOfWhatItPrintedIsKept() {
        run.output("stdout", "0123456789", 0);
        run.output("stderr", "abcdefghij!", 3);
        assertEquals("[14 earlier characters dropped]\nbcdefghij!", run.output());
    }

    @Test
    void waitingForAPersonGivesItsChatFree() {
        run.waits().close();
        assertEquals(List.of("waits", "goes on"), host.asked);
    }

    @Test
    void aRunWithoutAChatNamesNone() {
        RunContext cron = RunContext.without(Trigger.CRON, "");
        assertEquals("fake||", cron.im() + "|" + cron.group() + "|" + cron.chatKey());
        assertEquals("", RunContext.without(Trigger.ROUTE, "").im(), "a route is no IM");
        assertEquals(Optional.empty(), cron.chat());
    }

    @Test
    void aPrivateChatIsNoGroupAndHasAKeyOfItsOwn() {
        RunContext direct = Scripts.context(Scripts.said(dev.botyard.api.conversation.Chat.direct("700"), "700", "tea"));
        assertEquals("", direct.group());
        assertFalse(direct.chatKey().equals(run.context().chatKey()), "the group has the same id");
        assertEquals(List.of("x"), direct.with(List.of("x")).params());
        assertEquals(direct.chatKey(), direct.with(List.of("x")).chatKey());
    }
}
