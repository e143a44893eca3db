package dev.botyard.runtime.infra.store;

import java.util.List;

/// Schedules that scripts made while running.
public final class CronEntries {
    private final Store store;

    CronEntries(Store store) {
        this.store = store;
    }

    /// Adds the entry or replaces the one with its id.
    public void put(Entry entry) {
        store.write(session -> session.update(
                "insert into cron_entry values (?, ?, ?) on conflict (id) do update set plugin = excluded.plugin, fields = excluded.fields",
                entry.id(), entry.plugin(), entry.fields()));
    }

    /// Whether there was one.
    public boolean remove(String id) {
        return store.write(session -> session.update("delete from cron_entry where id = ?", id)) > 0;
    }

    /// All, sorted by id.
    public List<Entry> all() {
        return store.read(session -> session.list("select id, plugin, fields from cron_entry order by id",
                row -> new Entry(row.getString(1), row.getString(2), row.getString(3))));
    }

    /// @param fields JSON, as the scheduler wrote it
    public record Entry(String id, String plugin, String fields) {}
}
