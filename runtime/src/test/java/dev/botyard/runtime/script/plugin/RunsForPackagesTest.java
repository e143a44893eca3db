package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunsForPackagesTest {
    private final RunsForPackages waiting = new RunsForPackages();
    private final Plugin installing = Scripts.installing("tea.py");
    private final Plugin installed = Scripts.plugin("tea.py");

    private Run run() {
        return Scripts.run(installing, Scripts.context(Scripts.said("tea")));
    }

    @Test
    void whoeverNeedsNoPackagesDoesNotWait() {
        assertFalse(waiting.keeps(Scripts.run(installed, Scripts.context(Scripts.said("tea")))));
    }

    @Test
    void theyGoOnInTheirOrderWithTheVersionThatHasItsPackages() {
        Run first = run();
        Run second = run();
        assertTrue(waiting.keeps(first));
        assertTrue(waiting.keeps(second));
        assertEquals(List.of(), waiting.changed(Scripts.installing("tea.py", "title: Tea")), "another version waits too");
        assertEquals(List.of(), waiting.changed(Scripts.plugin("milk.py")));
        assertEquals(List.of(first, second), waiting.changed(installed));
        assertSame(installed, first.plugin());
        assertEquals(List.of(), waiting.changed(installed), "once");
    }

    @Test
    void aRunThatComesAfterwardsGetsThatVersionAtOnce() {
        waiting.changed(installed);
        Run late = run();
        assertFalse(waiting.keeps(late));
        assertSame(installed, late.plugin());
    }

    @Test
    void aFailedInstallationLetsThemGoToo() {
        Run run = run();
        waiting.keeps(run);
        Plugin failed = Scripts.invalid("tea.py", "pip could not install tea");
        assertEquals(List.of(run), waiting.changed(failed));
        assertSame(failed, run.plugin());
    }

    @Test
    void thoseOfAPluginThatIsGoneAreGivenBack() {
        Run run = run();
        waiting.keeps(run);
        assertEquals(List.of(run), waiting.removed("tea.py"));
        assertEquals(List.of(), waiting.removed("tea.py"));
        waiting.changed(installed);
        waiting.removed("tea.py");
        assertTrue(waiting.keeps(run()), "a file of that name begins anew");
    }

    @Test
    void aCancelledOneWaitsNoLonger() {
        Run run = run();
        assertFalse(waiting.remove(run));
        waiting.keeps(run);
        assertTrue(waiting.remove(run));
        assertFalse(waiting.remove(run));
        assertEquals(List.of(), waiting.changed(installed));
    }
}
