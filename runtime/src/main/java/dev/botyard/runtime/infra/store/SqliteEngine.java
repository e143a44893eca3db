package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One file, in write-ahead mode. Native calls block the carrier of a virtual thread, so one platform thread writes and a few read.
final class SqliteEngine implements Engine {
    private static final Logger log = LoggerFactory.getLogger(SqliteEngine.class);
    private static final int READERS = 2;

    private final Database database;
    private SqlSession writing;

    SqliteEngine(Path file) {
        this.database = new Database(file);
    }

    @Override
    public void open(Retention retention, Ticker ticker) throws SQLException, IOException {
        Path file = database.file();
        boolean unclean = Damage.look(file);
        Database.createPrivate(file);
        writing = database.connect();
        if (unclean) {
            log.info("the host was not stopped in order; the database is checked");
            Damage.throwIfAny(writing, file);
        }
        Damage.throwIfBlank(writing, file);
        Migrations.apply(writing, file, ticker);
        Damage.remember(file, ticker);
        retention.apply(writing);
    }

    @Override
    public Commits commits() {
        return new SqliteCommits(writing);
    }

    @Override
    public Reads reads() throws SQLException {
        Readers readers = new Readers(database, READERS);
        readers.start();
        return readers;
    }

    @Override
    public String opening(Exception failure) {
        return Sentences.opening(database.file(), failure);
    }

    @Override
    public List<String> damage(SqlSession session) throws SQLException {
        return session.list("pragma quick_check(20)", row -> row.getString(1)).stream().filter(line -> !line.equals("ok"))
                .toList();
    }

    @Override
    public void close() {
        if (writing != null) {
            try {
                writing.close();
            } catch (SQLException failure) {
                log.warn("The database did not close cleanly: {}", failure.getMessage());
            }
        }
        log.debug("Closed {}", database.file());
    }
}
