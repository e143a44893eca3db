package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The database below a store.
interface Engine extends AutoCloseable {

    /// Opens it, creating it or bringing it to this version first.
    void open(Retention retention, Ticker ticker) throws SQLException, IOException;

    Commits commits();

    Reads reads() throws SQLException;

    /// Why it could not be opened, in a sentence.
    String opening(Exception failure);

    /// Looks for damage; empty when there is none.
    List<String> damage(SqlSession session) throws SQLException;

    /// Why it cannot be reached just now, in a sentence.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// Another host has taken it, for good.
    default void whenLost(Runnable told) {
        // A file is held by its home's lock.
    }

    @Override
    void close();
}
