package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.json.Labelled;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Pushes that the host has promised to send, and those of them that it could not. Durable when a method returns.
public final class QueuedPushes {
    private static final String COLUMNS = "id, lane, state, account, deduplicates, attempts, code, reason, request, created, expires, next_try";

    private final Store store;

    QueuedPushes(Store store) {
        this.store = store;
    }

    /// Where a push stands. One that was sent has no row any more.
    public enum State implements Labelled {
        /// It waits for an account, or for its turn.
        QUEUED,
        /// An adapter is being asked. Found at the start of a host, nobody knows whether it was sent.
        SENDING,
        /// It was given up; a person may send it again.
        FAILED;
    }

    /// @param lane         what keeps its order: IM, named account and chat
    /// @param account      who was asked last, `""` for nobody
    /// @param deduplicates whether the platform drops a second message with the same id
    /// @param attempts     how often an adapter was asked
    /// @param code         why it is not sent yet, or was given up; `""` while nobody was asked
    /// @param request      JSON, as the dispatcher wrote it
    /// @param nextTry      not before
    public record Entry(String id, String lane, State state, String account, boolean deduplicates, int attempts, String code,
            String reason, String request, Instant created, Instant expires, Instant nextTry) {}

    public void put(Entry entry) {
        store.write(session -> session.update(
                "insert into queued_push (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry.id(),
                entry.lane(), entry.state().label(), entry.account(), entry.deduplicates() ? 1 : 0, entry.attempts(),
                entry.code(), entry.reason(), entry.request(), entry.created().toEpochMilli(), entry.expires().toEpochMilli(),
                entry.nextTry().toEpochMilli()));
    }

    /// Keeps what may change: everything but the request, the lane and when it was made.
    public void update(Entry entry) {
        store.write(session -> session.update(
                "update queued_push set state = ?, account = ?, deduplicates = ?, attempts = ?, code = ?, reason = ?, expires = ?,"
                        + " next_try = ? where id = ?",
                entry.state().label(), entry.account(), entry.deduplicates() ? 1 : 0, entry.attempts(), entry.code(),
                entry.reason(), entry.expires().toEpochMilli(), entry.nextTry().toEpochMilli(), entry.id()));
    }

    public void remove(String id) {
        store.write(session -> session.update("delete from queued_push where id = ?", id));
    }

    /// Forgets what was given up before `time`.
    ///
    /// @return how many
    public int forgetFailed(Instant time) {
        return store.write(session -> session.update("delete from queued_push where state = 'failed' and created < ?",
                time.toEpochMilli()));
    }

    public Optional<Entry> find(String id) {
        return store
                .read(session -> session.first("select " + COLUMNS + " from queued_push where id = ?", QueuedPushes::entry, id));
    }

    /// All in one state, in the order in which they were made.
    public List<Entry> in(State state) {
        return store.read(session -> session.list("select " + COLUMNS + " from queued_push where state = ? order by number",
                QueuedPushes::entry, state.label()));
    }

    /// The first of them.
    public List<Entry> in(State state, int most) {
        return store
                .read(session -> session.list("select " + COLUMNS + " from queued_push where state = ? order by number limit ?",
                        QueuedPushes::entry, state.label(), most));
    }

    /// How many are in one state.
    public int count(State state) {
        return store.read(session -> session.first("select count(*) from queued_push where state = ?", row -> row.getInt(1),
                state.label())).orElse(0);
    }

    private static Entry entry(SqlRow row) throws SQLException {
        return new Entry(row.getString(1), row.getString(2), State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4), row.getInt(5) == 1, row.getInt(6), row.getString(7), row.getString(8), row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)), Instant.ofEpochMilli(row.getLong(11)),
                Instant.ofEpochMilli(row.getLong(12)));
    }
}
