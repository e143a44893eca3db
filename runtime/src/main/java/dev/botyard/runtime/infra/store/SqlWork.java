package dev.botyard.runtime.infra.store;

import java.sql.SQLException;

/// Statements that belong together. May run twice when a neighbour in the same transaction failed.
@FunctionalInterface
interface SqlWork<T> {

    T run(SqlSession session) throws SQLException;
}
