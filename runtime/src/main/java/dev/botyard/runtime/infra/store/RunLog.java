package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.store.HourlyCounts.Happening;
import dev.botyard.runtime.infra.store.HourlyCounts.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Every run of a plugin.
public final class RunLog {
    private static final String COLUMNS = "id, plugin, started_by, im, account, chat, \"user\", started, ended, status, error, output, calls";
    static final String SELECT = "select number, " + COLUMNS + " from run_log";
    private static final String OK = "ok";
    private static final String UPSERT = "insert into run_log (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (id) do update set ended = excluded.ended, status = excluded.status, error = excluded.error,"
            + " output = excluded.output, calls = excluded.calls";

    private final Store store;

    RunLog(Store store) {
        this.store = store;
    }

    /// Adds the run, or completes the row that its start wrote. Returns at once.
    public void put(RunRow row) {
        Optional<Happening> happening = row.ended()
                .map(_ -> new Happening(Kind.RUN, row.started(),
                        !row.status().equals("error") && !row.status().equals("killed")));
        store.append(new LogRow(happening, UPSERT, row.id(), row.plugin(), row.trigger(), row.im(), row.account(), row.chat(),
                row.user(),
                row.started().toEpochMilli(), row.ended().map(Instant::toEpochMilli).orElse(null), row.status(), row.error(),
                row.output(),
                row.record()));
    }

    public Optional<RunRow> find(String id) {
        store.flush();
        return store.read(session -> session.first(SELECT + " where id = ?", RunLog::row, id));
    }

    /// Those of these runs that are in the log.
    public List<RunRow> find(Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        store.flush();
        Conditions where = new Conditions().among("id", ids);
        return store.read(session -> session.list(where.newest(SELECT), RunLog::row,
                where.values(ids.size())));
    }

    /// Newest first, with every row put so far.
    public List<RunRow> query(Filter filter) {
        store.flush();
        Conditions where = where(filter);
        return store.read(session -> session.list(where.newest(SELECT), RunLog::row, where.values(filter.limit())));
    }

    /// The most selective first. Most runs end with `ok`, so those alone that do not are in an index, and the statement has to say so.
    static Conditions where(Filter filter) {
        Conditions where = new Conditions();
        if (!filter.status().isEmpty() && !filter.status().equals(OK)) {
            where.equal("status", filter.status()).holds("status <> '" + OK + "'");
        }
        where.equal("plugin", filter.plugin());
        if (filter.status().equals(OK)) {
            where.alsoEqual("status", OK);
        }
        return where.alsoEqual("im", filter.im()).before(filter.before());
    }

    /// Drops all but about the newest `keep` rows.
    public void trim(int keep) {
        store.write(session -> Retention.trim(session, "run_log", keep));
    }

    private static RunRow row(SqlRow row) throws SQLException {
        long ended = row.getLong(10);
        return new RunRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6),
                row.getString(7), row.getString(8), Instant.ofEpochMilli(row.getLong(9)),
                row.wasNull() || ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)), row.getString(11),
                row.getString(12),
                row.getString(13), row.getString(14));
    }

    /// `""` and 0 mean any; `before` is the number of the oldest row of the page before.
    public record Filter(String plugin, String status, String im, long before, int limit) {
        /// The newest rows.
        public static Filter newest(int limit) {
            return new Filter("", "", "", 0, limit);
        }
    }
}
