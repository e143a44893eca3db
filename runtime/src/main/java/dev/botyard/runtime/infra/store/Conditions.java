package dev.botyard.runtime.infra.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// The `where` of a query with optional filters.
final class Conditions {
    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions equal(String column, String value) {
        return value.isEmpty() ? this : add(column + " = ?", value);
    }

    /// For a column with few values, so that an index on it finds next to everything: rows are looked for by another condition, if there is
    /// one.
    Conditions alsoEqual(String column, String value) {
        return equal(column + (where.isEmpty() ? "" : " || ''"), value);
    }

    /// A condition without a value.
    Conditions holds(String condition) {
        add(condition);
        return this;
    }

    /// @param values at least one
    Conditions among(String column, Collection<String> values) {
        add(column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
        this.values.addAll(values);
        return this;
    }

    Conditions before(long number) {
        return number <= 0 ? this : add("number < ?", number);
    }

    private Conditions add(String condition, Object value) {
        add(condition);
        values.add(value);
        return this;
    }

    private void add(String condition) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
    }

    /// Newest first.
    String newest(String select) {
        return select + where + " order by number desc limit ?";
    }

    Object[] values(int limit) {
        List<Object> all = new ArrayList<>(values);
        all.add(Math.clamp(limit, 1, 1_000));
        return all.toArray();
    }
}
