package dev.botyard.runtime.infra.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on PostgreSQL, each done once: a collision or a lost connection makes it run again, and where the connection broke in the
/// middle of a commit, the host's row says whether it came through.
final class PostgresCommits implements Commits {
    private static final Logger log = LoggerFactory.getLogger(PostgresCommits.class);

    private static final long UNKNOWN = -1;

    private final Retrying retrying;
    private final HostRow host;
    private long committed;
    /// The last commit got no answer.
    private boolean doubtful;

    PostgresCommits(Retrying retrying, HostRow host) {
        this.retrying = retrying;
        this.host = host;
    }

    @Override
    public void commit(Step step) throws Exception {
        long[] before = {doubtful ? UNKNOWN : committed};
        try {
            again(step, before);
        } catch (StoreAway away) {
            // Earlier doubts are of earlier callers, who have heard of them.
            throw doubtful && before[0] == committed
                    ? new StoreAway(away.getMessage() + " Whether the change was written is not known.", away)
                    : away;
        }
    }

    private void again(Step step, long[] before) throws Exception {
        retrying.with(session -> {
            session.connection().setAutoCommit(false);
            try {
                settle(session);
                if (before[0] == UNKNOWN) {
                    before[0] = committed;
                }
                if (committed == before[0]) {
                    transaction(session, step);
                }
                return null;
            } catch (Exception | Error failure) {
                rollback(session.connection());
                throw failure;
            }
        });
    }

    /// Clears up what became of a commit without an answer.
    private void settle(SqlSession session) throws SQLException {
        if (doubtful) {
            committed = host.counted(session);
            session.connection().commit();
            doubtful = false;
        }
    }

    private void transaction(SqlSession session, Step step) throws Exception {
        step.run(session);
        host.count(session, committed + 1);
        try {
            session.connection().commit();
            committed++;
        } catch (SQLException failure) {
            doubtful = PostgresFailures.away(failure);
            throw failure;
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException ended) {
            log.debug("Nothing to roll back: {}", ended.getMessage());
        }
    }
}
