package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunStatusTest {
    @ParameterizedTest
    @CsvSource({"ok,OK", "cancelled,CANCELLED", "error,ERROR", "running,ERROR", "killed,ERROR", "OK,ERROR", "'',ERROR"})
    void whatAWorkerDoesNotCallAGoodEndIsAFailure(String told, RunStatus status) {
        assertEquals(status, RunStatus.told(told));
    }

    @Test
    void onlyAGoodEndIsOk() {
        assertTrue(new RunResult(RunStatus.OK, 0, null, "", "").ok());
        assertFalse(RunResult.killed("out of memory").ok());
        assertFalse(RunResult.cancelled("an operator").ok());
    }
}
