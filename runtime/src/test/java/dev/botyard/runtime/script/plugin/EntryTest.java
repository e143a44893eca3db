package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import dev.botyard.runtime.script.worker.ToldHandler;
import dev.botyard.runtime.script.worker.ToldHandler.ToldRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Handlers as ways into a plugin.
class EntryTest {
    private static ToldHandler message(String name, long priority, boolean admin, String... patterns) {
        return new ToldHandler(name, 3, "message", priority, admin,
                List.of(patterns).stream().map(pattern -> new ToldRule(pattern, null)).toList(), List.of(), List.of());
    }

    private static ToldHandler other(String kind, String name, String... triggers) {
        return new ToldHandler(name, 9, kind, 0, false, List.of(), List.of(triggers), List.of());
    }

    private static Plugin told(Plugin plugin, ToldHandler... handlers) {
        return plugin.judged(new Verdict(0, "", List.of(), List.of(handlers)));
    }

    private static List<String> fired(PluginSnapshot snapshot, String text) {
        List<String> keys = new ArrayList<>();
        snapshot.rules().match(text).forEachRemaining(hit -> keys.add(hit.payload().key()));
        return keys;
    }

    @Test
    void headersAndHandlersOfOneFileFireIt() {
        Plugin plugin = told(Scripts.plugin("tea.py", "rule: tea", "priority: 5"),
                message("weather", 0, false, "weather {city}", "w {city}"),
                message("first", 9, false, "tea"));
        PluginSnapshot snapshot = new PluginSnapshot(Map.of("tea.py", plugin), List.of());
        assertEquals(List.of("tea.py#first", "tea.py"), fired(snapshot, "tea"));
        assertEquals(List.of("tea.py#weather"), fired(snapshot, "w Oslo"));
        assertEquals(5, plugin.handlers().getFirst().priority());
        assertTrue(plugin.fired());
    }

    @Test
    void theNamesOfThePatternGoWithTheRun() {
        Plugin plugin = told(Scripts.plugin("a.py"), message("add", 0, false, "add {a:int} {b:int?}"));
        RunContext context = FiredByHand.of(plugin, RunContext.without(Trigger.FAKE, "add 1"), "");
        assertEquals(new WantedHandler("add", List.of("a", "b")), context.handler());
        assertEquals(List.of("1", ""), context.params());
        String json = RunJson.startParams(Scripts.run(plugin, context), "{}");
        assertTrue(json.contains("\"handler\":{\"name\":\"add\",\"names\":[\"a\",\"b\"]}"), json);
    }

    @Test
    void aScriptWithoutHandlersIsToldOfNone() {
        Plugin plugin = Scripts.plugin("a.py", "rule: add (.+)");
        RunContext context = FiredByHand.of(plugin, RunContext.without(Trigger.FAKE, "add 1"), "");
        assertEquals(List.of("1"), context.params());
        assertFalse(RunJson.startParams(Scripts.run(plugin, context), "{}").contains("\"handler\""));
    }

    @Test
    void byHandANamedHandlerOrTheFirstWithATimeIsCalled() {
        Plugin plugin = told(Scripts.plugin("a.py"), message("add", 0, false, "add {a}"), other("schedule", "tick", "1h"));
        assertEquals("tick", FiredByHand.of(plugin, RunContext.without(Trigger.FAKE, ""), "").handler().name());
        assertEquals("add", FiredByHand.of(plugin, RunContext.without(Trigger.FAKE, ""), "add").handler().name());
        assertTrue(FiredByHand.of(plugin, RunContext.without(Trigger.FAKE, "else"), "").handler().absent());
    }

    @Test
    void eventsAndTimesAreThoseOfTheHandler() {
        Plugin plugin = told(Scripts.plugin("a.py"), other("event", "hello", "group.member.join", "qq-notice"),
                other("schedule", "tick", "1h30m", "0 8 * * *"));
        Entry hello = plugin.handlers().get(0);
        assertTrue(hello.listensTo("group.member.join", im -> im));
        assertTrue(hello.listensTo("qq-notice-poke", im -> im));
        assertFalse(hello.listensTo("payment", im -> im));
        assertEquals(List.of("@every 1h30m", "0 8 * * *"), plugin.handlers().get(1).schedules());
        assertEquals(List.of(new Way(plugin, hello)), new PluginSnapshot(Map.of("a.py", plugin), List.of()).listeners());
    }

    @Test
    void aFaultMakesThePluginInvalidWithItsLine() {
        Plugin plugin = told(Scripts.plugin("a.py"), message("add", 0, false, "add {a:integer}"),
                other("schedule", "tick", "often"));
        assertFalse(plugin.enabled());
        assertTrue(plugin.invalid().startsWith("line 3: handler add: "), plugin.invalid());
        assertEquals(List.of(3, 9), plugin.problems().stream().map(problem -> problem.line()).toList());
    }

    @Test
    void theTraceKnowsRulesOfHandlers() {
        Plugin plugin = told(Scripts.plugin("a.py"), message("add", 0, false, "add {a}"));
        assertEquals(List.of("add {a}"), plugin.allRules().map(Rule::text).toList());
        assertEquals(List.of(plugin), new PluginSnapshot(Map.of("a.py", plugin), List.of()).withRules());
    }

    @Test
    void moreHandlersThanAnybodyWritesAreNotHeard() {
        ToldHandler[] many = new ToldHandler[Entry.MOST + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = message("h" + i, 0, false, "say " + i);
        }
        Plugin plugin = told(Scripts.plugin("a.py"), many);
        assertEquals(Entry.MOST, plugin.handlers().size());
        assertTrue(plugin.problems().getFirst().message().contains("only the first 500"), plugin.problems()::toString);
    }
}
