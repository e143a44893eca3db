package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.store.HourlyCounts.Happening;
import dev.botyard.runtime.infra.store.HourlyCounts.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Every push and what became of it.
public final class PushLog {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {
    };
    private static final String COLUMNS = "id, time, run, plugin, started_by, im, account, rule, kind, target_group, target_user, code, sent,"
            + " message_ids, reason, duration_us, receipt";
    static final String SELECT = "select number, " + COLUMNS + " from push_log";
    private static final String ACCEPTED = "accepted";
    private static final String INSERT = "insert into push_log (" + COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Store store;

    PushLog(Store store) {
        this.store = store;
    }

    /// Returns at once; the row is written within about 100 ms.
    public void append(PushRow row) {
        Optional<Happening> happening = row.code().equals("queued")
                ? Optional.empty()
                : Optional.of(new Happening(Kind.PUSH, row.time(), row.sent() > 0));
        store.append(new LogRow(happening, INSERT, row.id(), row.time().toEpochMilli(), row.run(), row.plugin(), row.trigger(),
                row.im(),
                row.account(),
                row.rule(), row.kind(), row.group(), row.user(), row.code(), row.sent(),
                JSON.writeValueAsString(row.messageIds()),
                row.reason(), row.durationMicros(), row.receipt()));
    }

    /// The newest row with this id: a queued push has one for each thing that became of it.
    public Optional<PushRow> newest(String id) {
        store.flush();
        return store.read(
                session -> session.first(SELECT + " where id = ? order by number desc limit 1",
                        PushLog::row, id));
    }

    /// The pushes of these runs, the newest 1,000 at most.
    public List<PushRow> ofRuns(Collection<String> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        store.flush();
        Conditions where = new Conditions().among("run", runs);
        return store.read(session -> session.list(where.newest(SELECT), PushLog::row,
                where.values(1_000)));
    }

    /// Newest first, with every row appended so far.
    public List<PushRow> query(Filter filter) {
        store.flush();
        Conditions where = where(filter);
        return store.read(session -> session.list(where.newest(SELECT), PushLog::row, where.values(filter.limit())));
    }

    /// The most selective first: most pushes are accepted, and most hosts have few accounts and fewer IMs.
    static Conditions where(Filter filter) {
        Conditions where = new Conditions().equal("run", filter.run());
        if (!filter.code().equals(ACCEPTED)) {
            where.alsoEqual("code", filter.code());
        }
        where.alsoEqual("account", filter.account());
        if (filter.code().equals(ACCEPTED)) {
            where.alsoEqual("code", ACCEPTED);
        }
        return where.alsoEqual("im", filter.im()).before(filter.before());
    }

    private static PushRow row(SqlRow row) throws SQLException {
        return new PushRow(row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getString(4),
                row.getString(5),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getString(10),
                row.getString(11),
                row.getString(12), row.getString(13), row.getInt(14), JSON.readValue(row.getString(15), TEXTS),
                row.getString(16),
                row.getLong(17), row.getString(18));
    }

    /// `""` and 0 mean any.
    ///
    /// @param before only rows older than the one with this number; for the next page
    /// @param limit  1 to 1,000
    public record Filter(String account, String im, String code, String run, long before, int limit) {
        /// The newest rows.
        public static Filter newest(int limit) {
            return new Filter("", "", "", "", 0, limit);
        }
    }
}
