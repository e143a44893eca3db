package dev.botyard.runtime.infra.store;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// How much happened in each hour. Counted when the row of a log is written, in the same transaction: the logs are long, and drop what is
/// old.
public final class HourlyCounts {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    /// A platform may tell the time of a message wrongly, and then it stands in an hour that is far away.
    private static final long KEPT_HOURS = Duration.ofDays(31).toHours();
    private static final String ADD = "insert into hourly_count values (?, ?, ?, ?) on conflict (hour, kind) do update set"
            + " well = hourly_count.well + excluded.well, badly = hourly_count.badly + excluded.badly";

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

    /// What is counted.
    enum Kind {
        MESSAGE, RUN, PUSH
    }

    /// One that happened.
    ///
    /// @param well a run ended so, a push left
    record Happening(Kind kind, Instant at, boolean well) {
        private long hour() {
            return Math.floorDiv(at.toEpochMilli(), HOUR_MS);
        }
    }

    private record Count(long hour, String kind, long well, long badly) {
        private static final Count NONE = new Count(0, "", 0, 0);
    }

    /// Counts what these rows say.
    static void add(SqlSession session, List<LogRow> rows) throws SQLException {
        Map<Long, Map<Kind, long[]>> hours = new TreeMap<>();
        rows.forEach(row -> row.happening().ifPresent(one -> hours.computeIfAbsent(one.hour(), _ -> new TreeMap<>())
                .computeIfAbsent(one.kind(), _ -> new long[2])[one.well() ? 0 : 1]++));
        for (Map.Entry<Long, Map<Kind, long[]>> hour : hours.entrySet()) {
            for (Map.Entry<Kind, long[]> of : hour.getValue().entrySet()) {
                session.update(ADD, hour.getKey(), name(of.getKey()), of.getValue()[0], of.getValue()[1]);
            }
        }
    }

    /// Drops hours that nobody asks for.
    static void trim(SqlSession session, Instant now) throws SQLException {
        long hour = now.toEpochMilli() / HOUR_MS;
        session.update("delete from hourly_count where hour not between ? and ?", hour - KEPT_HOURS, hour + KEPT_HOURS);
    }

    /// The last hours, oldest first; the last one is that of `now`. Every row appended so far is counted.
    public List<Hour> until(Instant now, int hours) {
        store.flush();
        long last = now.toEpochMilli() / HOUR_MS;
        long first = last - hours + 1;
        Map<Long, Map<String, Count>> counted = store.read(session -> session.list(
                "select hour, kind, well, badly from hourly_count where hour between ? and ?",
                row -> new Count(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)), first, last)).stream()
                .collect(Collectors.groupingBy(Count::hour, Collectors.toMap(Count::kind, Function.identity())));
        return LongStream.rangeClosed(first, last).mapToObj(hour -> hour(hour, counted.getOrDefault(hour, Map.of()))).toList();
    }

    private static Hour hour(long hour, Map<String, Count> counted) {
        Count runs = counted.getOrDefault(name(Kind.RUN), Count.NONE);
        Count pushes = counted.getOrDefault(name(Kind.PUSH), Count.NONE);
        return new Hour(Instant.ofEpochMilli(hour * HOUR_MS), counted.getOrDefault(name(Kind.MESSAGE), Count.NONE).well,
                runs.well + runs.badly, runs.badly, pushes.well, pushes.badly);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
