package dev.botyard.runtime.script.cron;

import java.time.ZonedDateTime;

/// Hears about occurrences that did not run. Called on the timer thread, so it must not block.
public interface CronListener {
    /// The host was asleep or the clock jumped.
    ///
    /// @param first the first time that was missed
    /// @param count how many were; a lower bound if `count` is [CronScheduler#MOST_COUNTED]
    void missed(String key, ZonedDateTime first, int count);

    /// The previous run of the same key had not ended.
    void overlapped(String key, ZonedDateTime time);
}
