package dev.botyard.runtime.infra.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/// The row the cursor stands on; columns count from 1.
final class SqlRow {
    private final ResultSet result;
    private final Dialect dialect;

    SqlRow(ResultSet result, Dialect dialect) {
        this.result = result;
        this.dialect = dialect;
    }

    String getString(int column) throws SQLException {
        return dialect.read(result.getString(column));
    }

    long getLong(int column) throws SQLException {
        return result.getLong(column);
    }

    int getInt(int column) throws SQLException {
        return result.getInt(column);
    }

    boolean wasNull() throws SQLException {
        return result.wasNull();
    }

    /// A number, a text or null, as it is stored.
    Object value(int column) throws SQLException {
        return result.getObject(column) instanceof Number number ? (Object) number.longValue() : getString(column);
    }
}
