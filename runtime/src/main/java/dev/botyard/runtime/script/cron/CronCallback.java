package dev.botyard.runtime.script.cron;

import java.time.ZonedDateTime;

/// What a schedule does. Called on a virtual thread of its own.
@FunctionalInterface
public interface CronCallback {
    /// Returns when the run has ended; until then no other occurrence of the same key starts.
    ///
    /// @param scheduled the time that the schedule names, which the clock may have passed a little
    void run(ZonedDateTime scheduled) throws InterruptedException;
}
