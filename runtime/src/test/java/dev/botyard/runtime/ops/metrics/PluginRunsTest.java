package dev.botyard.runtime.ops.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.plugin.PluginLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginRunsTest {
    private static PluginLoad load(Language language, String file, int computing) {
        return new PluginLoad(language, file, computing, 1, 2,
                new PluginLoad.Begun(1, Duration.ZERO, Duration.ZERO, List.of()));
    }

    private static List<String> lines(List<PluginLoad> plugins) {
        List<String> lines = new ArrayList<>();
        PluginRuns.report(plugins, (value, labels) -> lines.add(String.join(" ", labels) + " " + (int) value));
        return lines;
    }

    @Test
    void eachPluginHasItsNumbersByState() {
        assertEquals(List.of("python tea.py computing 7", "python tea.py queued 2", "python tea.py waiting 1"),
                lines(List.of(load(Language.PYTHON, "tea.py", 7))));
    }

    @Test
    void anAnswerWithoutCodeIsOfNoLanguage() {
        assertEquals(List.of("reply replies.yaml: greeting computing 0", "reply replies.yaml: greeting queued 2",
                "reply replies.yaml: greeting waiting 1"), lines(List.of(load(Language.PYTHON, "replies.yaml: greeting", 0))));
    }

    @Test
    void theTableIsBoundedAndLosesNoRun() {
        List<PluginLoad> plugins = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            plugins.add(i % 2 == 0 ? load(Language.PYTHON, "p" + i + ".py", i) : load(Language.JAVASCRIPT, "p" + i + ".js", i));
        }
        List<String> lines = lines(plugins);
        assertEquals(3 * (PluginRuns.NAMED + 2), lines.size());
        assertTrue(lines.contains("python p198.py computing 198"), "the busiest has its own: " + lines);
        assertEquals(199 * 200 / 2, lines.stream().filter(line -> line.contains(" computing "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))).sum());
    }
}
