package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.script.rule.RuleHit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginSnapshotTest {

    private static PluginSnapshot of(Plugin... plugins) {
        Map<String, Plugin> byFile = new LinkedHashMap<>();
        for (Plugin plugin : plugins) {
            byFile.put(plugin.file(), plugin);
        }
        return new PluginSnapshot(byFile, List.of());
    }

    private static List<String> matched(PluginSnapshot snapshot, String text) {
        List<String> files = new ArrayList<>();
        snapshot.rules().match(text).forEachRemaining((RuleHit<Way> hit) -> files.add(hit.payload().plugin().file()));
        return files;
    }

    private static List<String> files(List<Plugin> plugins) {
        return plugins.stream().map(Plugin::file).toList();
    }

    @Test
    void higherPriorityComesFirstThenTheName() {
        PluginSnapshot snapshot = of(Scripts.plugin("c.py", "rule: tea"), Scripts.plugin("a.py", "rule: tea"),
                Scripts.plugin("z.js", "rule: tea", "priority: 9999999999"), Scripts.plugin("b.py", "rule: tea", "priority: -1"));
        assertEquals(List.of("z.js", "a.py", "c.py", "b.py"), matched(snapshot, "tea"));
        assertEquals(List.of("a.py", "b.py", "c.py", "z.js"), files(snapshot.all()));
    }

    @Test
    void whoeverListensToEventsStandsInTheSameOrder() {
        PluginSnapshot snapshot = of(Scripts.plugin("b.py", "event: group.member.join"), Scripts.plugin("none.py"),
                Scripts.plugin("a.py", "event: payment"), Scripts.plugin("first.py", "event: payment", "priority: 2"));
        assertEquals(List.of("first.py", "a.py", "b.py"), files(snapshot.listeners().stream().map(Way::plugin).toList()));
    }

    @Test
    void onlyWhatMayRunIsFiredButAllIsKnown() {
        PluginSnapshot snapshot = of(Scripts.plugin("off.py", "rule: tea", "event: payment", "disable: true"),
                Scripts.invalid("broken.py", "line 1: no", "rule: tea", "event: payment"),
                Scripts.installing("soon.py", "rule: tea", "event: payment"));
        assertEquals(List.of("soon.py"), matched(snapshot, "tea"));
        assertEquals(List.of("soon.py"), files(snapshot.listeners().stream().map(Way::plugin).toList()));
        assertEquals(3, snapshot.all().size());
        assertEquals("disabled", snapshot.find("off.py").orElseThrow().state());
    }

    @Test
    void aPluginIsFoundByItsFileOrByItsNameWhereThatIsClear() {
        PluginSnapshot snapshot = of(Scripts.plugin("tea.py"), Scripts.plugin("milk.py"), Scripts.plugin("milk.js"));
        assertEquals(Optional.of("tea.py"), snapshot.named("tea").map(Plugin::file));
        assertEquals(Optional.of("milk.js"), snapshot.named("milk.js").map(Plugin::file));
        assertEquals(Optional.empty(), snapshot.named("milk"), "there are two");
        assertEquals(Optional.empty(), snapshot.named(""));
        assertEquals(Optional.empty(), snapshot.find("tea"));
    }

    @Test
    void aHostileRuleIsGivenUpAndTheOthersAreTried() {
        PluginSnapshot snapshot = of(Scripts.plugin("a.py", "rule: ^(a+)+\\1b$"), Scripts.plugin("b.py", "rule: ?"));
        assertEquals(List.of("b.py"), matched(snapshot, "a".repeat(100) + "!"));
    }
}
