package dev.botyard.runtime.infra.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection with its prepared statements, used by one thread.
final class SqlSession implements AutoCloseable {
    private static final int MAX_STATEMENTS = 64;
    private static final int FETCHED = 500;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    SqlSession(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    Connection connection() {
        return connection;
    }

    int update(String sql, Object... values) throws SQLException {
        return bind(sql, values).executeUpdate();
    }

    /// Log rows, in their order within each table.
    void updateAll(List<LogRow> rows) throws SQLException {
        if (!dialect.farAway()) {
            for (LogRow row : rows) {
                update(row.sql(), row.values());
            }
            return;
        }
        Map<String, List<LogRow>> alike = new LinkedHashMap<>();
        rows.forEach(row -> alike.computeIfAbsent(row.sql(), _ -> new ArrayList<>()).add(row));
        for (var group : alike.entrySet()) {
            PreparedStatement statement = statement(group.getKey());
            for (LogRow row : group.getValue()) {
                bind(statement, row.values());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /// The columns of a table, in their order.
    List<String> columns(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet none = statement("select * from " + table + " limit 0").executeQuery()) {
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                names.add(none.getMetaData().getColumnName(column));
            }
        }
        return names;
    }

    /// Reads row after row, however many there are; inside a transaction, since PostgreSQL hands out all at once otherwise.
    void each(String sql, Row<?> row) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet result = statement.executeQuery(sql)) {
                SqlRow at = new SqlRow(result, dialect);
                while (result.next()) {
                    row.read(at);
                }
            }
        }
    }

    <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet result = bind(sql, values).executeQuery()) {
            SqlRow at = new SqlRow(result, dialect);
            while (result.next()) {
                found.add(row.read(at));
            }
        }
        return found;
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        try (ResultSet result = bind(sql, values).executeQuery()) {
            return result.next() ? Optional.of(row.read(new SqlRow(result, dialect))) : Optional.empty();
        }
    }

    /// A statement that is not worth keeping, such as a pragma.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        return bind(statement(sql), values);
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= MAX_STATEMENTS) {
                forget();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private PreparedStatement bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index] instanceof String text ? dialect.stored(text) : values[index]);
        }
        return statement;
    }

    private void forget() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    @Override
    public void close() throws SQLException {
        forget();
        connection.close();
    }

    /// Reads the row the cursor stands on.
    @FunctionalInterface
    interface Row<T> {
        T read(SqlRow row) throws SQLException;
    }
}
