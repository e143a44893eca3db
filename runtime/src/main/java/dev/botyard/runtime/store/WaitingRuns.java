package dev.botyard.runtime.store;

import java.time.Instant;
import java.util.List;

/// Runs that have not begun, of events that no platform delivers again. Durable when a method returns.
public final class WaitingRuns {
    private final Store store;

    WaitingRuns(Store store) {
        this.store = store;
    }

    /// @param event   what the event that fired it is known by
    /// @param context JSON, as the runner wrote it
    public record Entry(String id, String plugin, String account, String event, String context, Instant since) {}

    public void put(Entry entry) {
        store.write(session -> session.update(
                "insert into waiting_run (id, plugin, account, event, context, since) values (?, ?, ?, ?, ?, ?)", entry.id(),
                entry.plugin(), entry.account(), entry.event(), entry.context(), entry.since().toEpochMilli()));
    }

    /// The run goes on under another id.
    public void rename(String id, String newId) {
        store.write(session -> session.update("update waiting_run set id = ? where id = ?", newId, id));
    }

    public void remove(String id) {
        store.write(session -> session.update("delete from waiting_run where id = ?", id));
    }

    /// All, the oldest first.
    public List<Entry> all() {
        return store.read(session -> session.list(
                "select id, plugin, account, event, context, since from waiting_run order by number",
                row -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)))));
    }
}
