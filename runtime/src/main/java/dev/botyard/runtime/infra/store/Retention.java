package dev.botyard.runtime.infra.store;

import java.sql.SQLException;

/// How many of the newest rows each log keeps.
public record Retention(int pushes, int runs, int messages) {
    /// 100,000 pushes, 20,000 runs, 100,000 messages.
    public static final Retention DEFAULT = new Retention(100_000, 20_000, 100_000);
    /// Rows between two trims: often enough to stay near the limits, seldom enough to cost nothing.
    static final int EVERY = 2_000;

    /// The same with another number of runs.
    public Retention withRuns(int runs) {
        return new Retention(pushes, runs, messages);
    }

    void apply(SqlSession session) throws SQLException {
        trim(session, "push_log", pushes);
        trim(session, "run_log", runs);
        trim(session, "message_history", messages);
        trim(session, "audit_log", AuditLog.KEPT);
    }

    static int trim(SqlSession session, String table, int keep) throws SQLException {
        return session.update(session.dialect().trim(table), keep);
    }
}
