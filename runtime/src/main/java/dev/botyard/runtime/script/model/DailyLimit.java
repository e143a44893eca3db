package dev.botyard.runtime.script.model;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// How often each person has asked today. Thread-safe.
///
/// Kept in memory: a restart gives everybody a new day, which costs less than a row for every question.
final class DailyLimit {
    private final InstantSource clock;
    private final Supplier<ZoneId> zone;
    private final Map<String, Integer> asked = new HashMap<>();
    private LocalDate day = LocalDate.MIN;

    DailyLimit(InstantSource clock, Supplier<ZoneId> zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /// Counts a question.
    ///
    /// @param most 0 for no limit
    /// @return false when the person has asked as often already
    synchronized boolean take(String person, int most) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone.get());
        if (!today.equals(day)) {
            day = today;
            asked.clear();
        }
        if (most == 0) {
            return true;
        }
        int before = asked.getOrDefault(person, 0);
        if (before >= most) {
            return false;
        }
        asked.put(person, before + 1);
        return true;
    }
}
