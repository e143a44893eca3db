package dev.botyard.runtime.ops.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.plugin.RunRecord;
import dev.botyard.runtime.script.worker.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A plugin that fails with every message.
class RepeatedFailuresTest {
    private final TestTicker ticker = new TestTicker();
    private final List<String> told = new ArrayList<>();
    private final RepeatedFailures failures = new RepeatedFailures(ticker, told::add);
    private int runs;

    private boolean failed(String plugin, String error) {
        runs++;
        return failures
                .isNew(new RunRecord(0, "r-" + runs, plugin, "", Trigger.MESSAGE, "qq", "a", "", "u", "tea", RunStatus.ERROR,
                        error, "", null, "", List.of(), List.of(), Instant.EPOCH, Duration.ZERO));
    }

    @Test
    void itIsToldOnceAndThenCounted() {
        assertTrue(failed("tea.py", "KeyError: 'pot' in message 17"));
        for (int i = 0; i < 2_860; i++) {
            assertFalse(failed("tea.py", "KeyError: 'pot' in message " + i));
        }
        assertEquals(List.of(), told);
        ticker.advance(Duration.ofMinutes(1));
        assertEquals(List.of("tea.py failed 2860 more times in the same way within 1 min, last in run r-2861: KeyError: 'pot' in"
                + " message 17"), told);
        failed("tea.py", "KeyError: 'pot' in message 1");
        ticker.advance(Duration.ofMinutes(3));
        assertEquals(1, told.size());
        ticker.advance(Duration.ofMinutes(1));
        assertTrue(told.getLast().startsWith("tea.py failed 1 more time in the same way within 4 min"), told::toString);
    }

    @Test
    void anotherFailureAndAnotherPluginAreToldAtOnce() {
        assertTrue(failed("tea.py", "KeyError"));
        assertTrue(failed("tea.py", "ValueError"));
        assertTrue(failed("milk.py", "KeyError"));
    }

    @Test
    void whatHasNotComeAgainIsNewWhenItComesBack() {
        failed("tea.py", "KeyError");
        ticker.advance(Duration.ofMinutes(1));
        assertEquals(List.of(), told);
        assertTrue(failed("tea.py", "KeyError"));
    }

    @Test
    void endlesslyManyWaysOfFailingAreForgottenAgain() {
        failed("tea.py", "first");
        for (int i = 0; i < 1_000; i++) {
            failed("tea.py", "way" + "x".repeat(i));
        }
        assertTrue(failed("tea.py", "first"));
    }
}
