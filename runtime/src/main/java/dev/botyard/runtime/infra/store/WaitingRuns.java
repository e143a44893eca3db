package dev.botyard.runtime.infra.store;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs of taken events that are not over. Durable when a method returns, but for [#removeSoon].
public final class WaitingRuns {
    private static final Logger log = LoggerFactory.getLogger(WaitingRuns.class);

    private final Store store;

    WaitingRuns(Store store) {
        this.store = store;
    }

    /// @param event   what the event that fired it is known by
    /// @param context JSON, as the runner wrote it
    /// @param spoken  whether people may have noticed it
    public record Entry(String id, String plugin, String account, String event, String context, Instant since,
            boolean spoken) {}

    /// What became of a run while its entry was on the way. Asked on the thread that writes, in the order of the writes.
    public interface State {
        boolean over();

        boolean spoken();
    }

    /// An entry on its way; what has ended meanwhile is not written at all.
    public record Waiting(Entry entry, State state) {}

    /// Writes all in one transaction.
    public void put(List<Waiting> runs) {
        store.write(session -> {
            for (Waiting run : runs) {
                Entry entry = run.entry();
                if (!run.state().over()) {
                    session.update(
                            "insert into waiting_run (id, plugin, account, event, context, since, spoken) values (?, ?, ?, ?, ?, ?, ?)",
                            entry.id(), entry.plugin(), entry.account(), entry.event(), entry.context(),
                            entry.since().toEpochMilli(), run.state().spoken() ? 1 : 0);
                }
            }
            return null;
        });
    }

    /// People may notice the run from now on.
    public void spoken(String id) {
        store.write(session -> session.update("update waiting_run set spoken = 1 where id = ?", id));
    }

    public void remove(String id) {
        store.write(session -> session.update("delete from waiting_run where id = ?", id));
    }

    /// Returns at once; the next transaction removes it.
    public void removeSoon(String id) {
        store.writeSoon(session -> session.update("delete from waiting_run where id = ?", id),
                failure -> log.error("run {} may be repeated after the next start: {}", id, failure.getMessage()));
    }

    /// All, the oldest first.
    public List<Entry> all() {
        return store.read(session -> session.list(
                "select id, plugin, account, event, context, since, spoken from waiting_run order by number",
                row -> new Entry(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6)), row.getInt(7) != 0)));
    }
}
