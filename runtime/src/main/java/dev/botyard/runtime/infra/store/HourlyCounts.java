package dev.botyard.runtime.infra.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// How much happened in each hour, counted from the logs. What they have dropped is not counted.
public final class HourlyCounts {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    // Messages carry the time of their platform, which sends some late, so that they do not lie in the order of time; the rows are small.
    private static final String MESSAGES = "select time / 3600000 as hour, count(*), 0 from message_history"
            + " where time >= ? and direction = 'in' group by hour";
    private static final String RUNS = "select started / 3600000 as hour, count(*), count(*) filter (where status in ('error', 'killed')) from run_log where "
            + since("run_log", "started") + " group by hour";
    private static final String PUSHES = "select time / 3600000 as hour, sum(sent), count(*) filter (where sent = 0) from push_log where "
            + since("push_log", "time") + " and code <> 'queued' group by hour";

    private final Store store;

    HourlyCounts(Store store) {
        this.store = store;
    }

    /// One hour.
    ///
    /// @param from   when it begins
    /// @param runs   of plugins that began then; `failedRuns` of them did not end well
    /// @param unsent pushes and replies that did not leave
    public record Hour(Instant from, long messages, long runs, long failedRuns, long pushes, long unsent) {}

    private record Count(long hour, long all, long bad) {
        private static final Count NONE = new Count(0, 0, 0);
    }

    /// The last hours, oldest first; the last one is that of `now`. Every row appended so far is counted.
    public List<Hour> until(Instant now, int hours) {
        store.flush();
        long last = now.toEpochMilli() / HOUR_MS;
        long first = last - hours + 1;
        Map<Long, Count> messages = counted(MESSAGES, first);
        Map<Long, Count> runs = counted(RUNS, first);
        Map<Long, Count> pushes = counted(PUSHES, first);
        return LongStream.rangeClosed(first, last).mapToObj(hour -> {
            Count ran = runs.getOrDefault(hour, Count.NONE);
            Count pushed = pushes.getOrDefault(hour, Count.NONE);
            return new Hour(Instant.ofEpochMilli(hour * HOUR_MS), messages.getOrDefault(hour, Count.NONE).all, ran.all, ran.bad,
                    pushed.all, pushed.bad);
        }).toList();
    }

    private Map<Long, Count> counted(String sql, long first) {
        Map<Long, Count> found = new HashMap<>();
        store.read(
                session -> session.list(sql, row -> new Count(row.getLong(1), row.getLong(2), row.getLong(3)), first * HOUR_MS))
                .forEach(count -> found.put(count.hour, count));
        return found;
    }

    /// The rows after the last one that is older: the logs lie in the order of time and are long, so they are read from their end.
    private static String since(String table, String column) {
        return "number > coalesce((select number from " + table + " where " + column + " < ? order by number desc limit 1), 0)";
    }
}
