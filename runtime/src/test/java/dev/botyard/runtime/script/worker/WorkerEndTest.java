package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkerEndTest {
    @Test
    void aProcessThatNobodyHereKilledMostLikelyFoundNoMemory() {
        assertTrue(WorkerEnd.signal(9).words().contains("signal 9") && WorkerEnd.signal(9).words().contains("out of memory"));
        assertTrue(WorkerEnd.signal(9).outOfMemory());
        assertEquals(WorkerEnd.signal(9), WorkerEnd.code(137), "as Java tells it");
    }

    @Test
    void otherEndsAreToldAsTheyAre() {
        assertEquals(new WorkerEnd("the worker process was ended by signal 11", WorkerCounts.Cause.CRASHED),
                WorkerEnd.signal(11));
        assertEquals(new WorkerEnd("the worker process ended with code 3", WorkerCounts.Cause.CRASHED), WorkerEnd.code(3));
    }
}
