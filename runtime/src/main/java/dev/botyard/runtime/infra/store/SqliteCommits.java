package dev.botyard.runtime.infra.store;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on the one connection that writes the file.
final class SqliteCommits implements Commits {
    private static final Logger log = LoggerFactory.getLogger(SqliteCommits.class);

    private final SqlSession session;

    SqliteCommits(SqlSession session) {
        this.session = session;
    }

    @Override
    public void commit(Step step) throws Exception {
        session.execute("begin immediate");
        try {
            step.run(session);
            session.execute("commit");
        } catch (Exception | Error failure) {
            rollback();
            throw failure;
        }
    }

    /// A full disk may already have ended the transaction.
    private void rollback() {
        try {
            session.execute("rollback");
        } catch (SQLException ended) {
            log.debug("Nothing to roll back: {}", ended.getMessage());
        }
    }
}
