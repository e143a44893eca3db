package dev.botyard.runtime.script.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What operators see of the runs.
class RunnerLoadTest {
    private final TestTicker ticker = new TestTicker();
    private final RunnerLoad load = new RunnerLoad();

    private Run run(String file) {
        return new Run("r", "secret", Scripts.plugin(file), Scripts.context(Scripts.said("tea")), RunFate.NOT_KEPT,
                new PlayedEnvironment(), ticker, () -> {});
    }

    private void begins(Run run, Duration after) {
        run.queued();
        ticker.advance(after);
        run.started(Place.NOWHERE);
        load.began(run);
    }

    @Test
    void theRunsOfAPluginComputeWaitOrAreQueued() {
        Run computing = run("tea.py");
        Run waiting = run("tea.py");
        begins(computing, Duration.ofMillis(5));
        begins(waiting, Duration.ofSeconds(2));
        waiting.beginsToWait();
        List<PluginLoad> facts = load.facts(List.of(computing, waiting, run("tea.py"), run("milk.js")));
        assertEquals(List.of(
                new PluginLoad(Language.JAVASCRIPT, "milk.js", 0, 0, 1,
                        new PluginLoad.Begun(0, Duration.ZERO, Duration.ZERO, List.of(0, 0, 0, 0, 0, 0))),
                new PluginLoad(Language.PYTHON, "tea.py", 1, 1, 1,
                        new PluginLoad.Begun(2, Duration.ofSeconds(2), Duration.ofSeconds(2), List.of(1, 0, 0, 1, 0, 0)))),
                facts);
    }

    @Test
    void aPluginThatIsGoneIsForgottenWithItsTimes() {
        begins(run("tea.py"), Duration.ZERO);
        load.forget("tea.py");
        assertEquals(List.of(), load.facts(List.of()));
    }

    @Test
    void whatARunWaitsForAWorkerBeginsWithItsTurn() {
        Run turnHasNotCome = run("tea.py");
        Run waits = run("tea.py");
        waits.queued();
        Run begun = run("tea.py");
        begins(begun, Duration.ofSeconds(10));
        ticker.advance(Duration.ofSeconds(1));
        assertEquals(Duration.ZERO, turnHasNotCome.queuedFor());
        assertEquals(Duration.ofSeconds(11), waits.queuedFor());
        assertEquals(Duration.ofSeconds(10), begun.queuedFor());
    }
}
