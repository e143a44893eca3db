package dev.botyard.runtime.infra.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The tables of a store that hold what is kept, with the order of their rows.
final class Tables {
    private static final String NUMBER = "number";
    /// What belongs to one database and is not moved: its version, and who works on it.
    private static final Set<String> OWN = Set.of("schema_version", "store_host");

    private Tables() {}

    /// Their names, sorted.
    static List<String> of(SqlSession session) throws SQLException {
        return session.list(session.dialect().tables(), row -> row.getString(1)).stream().filter(name -> !OWN.contains(name))
                .toList();
    }

    /// How many rows each has, by name.
    static Map<String, Long> rows(SqlSession session) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        for (String name : of(session)) {
            rows.put(name, session.first("select count(*) from \"" + name + '"', row -> row.getLong(1)).orElse(0L));
        }
        return rows;
    }

    static boolean exists(SqlSession session, String table) throws SQLException {
        return session.list(session.dialect().tables(), row -> row.getString(1)).contains(table);
    }

    /// One table.
    ///
    /// @param columns what is kept; not the numbers of rows, which each database gives itself, in the order of the rows
    /// @param numbered whether the order of the rows says something
    record Table(String name, List<String> columns, boolean numbered) {
        static Table of(SqlSession session, String name) throws SQLException {
            List<String> columns = new ArrayList<>(session.columns(name));
            boolean numbered = columns.remove(NUMBER);
            return new Table(name, columns, numbered);
        }

        /// All rows, the oldest first where that can be told.
        String select() {
            return "select " + quoted() + " from " + name + (numbered ? " order by " + NUMBER : "");
        }

        String insert() {
            return "insert into " + name + " (" + quoted() + ") values ("
                    + columns.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
        }

        private String quoted() {
            return columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        }
    }
}
