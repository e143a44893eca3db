package dev.botyard.runtime.infra.store;

import java.time.Instant;
import java.util.List;

/// Who changed what, the newest [#KEPT] of them.
public final class AuditLog {
    /// How many are kept, about.
    public static final int KEPT = 10_000;
    private static final String COLUMNS = "time, who, role, method, path, status, origin";
    private static final String INSERT = "insert into audit_log (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)";

    private final Store store;

    AuditLog(Store store) {
        this.store = store;
    }

    /// One change that was asked for.
    ///
    /// @param number the place in the log, 0 for a new one
    /// @param who    the name of a token
    /// @param path   of the API, with the names of what was changed and without its query
    /// @param status what was answered
    /// @param origin `token`, or the id of a browser's session
    public record Row(long number, Instant time, String who, String role, String method, String path, int status,
            String origin) {}

    /// Returns at once; the row is written within about 100 ms.
    public void append(Row row) {
        store.append(new LogRow(INSERT, row.time().toEpochMilli(), row.who(), row.role(), row.method(), row.path(), row.status(),
                row.origin()));
    }

    /// Newest first, with every row appended so far.
    ///
    /// @param who    `""` for anybody
    /// @param before only rows older than the one with this number, 0 for any
    public List<Row> query(String who, long before, int limit) {
        store.flush();
        Conditions where = new Conditions().equal("who", who).before(before);
        return store.read(session -> session.list(where.newest("select number, " + COLUMNS + " from audit_log"),
                row -> new Row(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3), row.getString(4),
                        row.getString(5), row.getString(6), row.getInt(7), row.getString(8)),
                where.values(limit)));
    }
}
