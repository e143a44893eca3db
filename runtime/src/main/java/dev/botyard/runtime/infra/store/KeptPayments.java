package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.json.Labelled;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Payments that arrived, whether a run waited for them or not. Durable when a method returns.
public final class KeptPayments {
    private static final String COLUMNS = "id, state, im, account, for_im, for_user, content, received, reference";
    /// How long one that was claimed is remembered.
    private static final Duration CLAIMED_LIFE = Duration.ofDays(90);

    private final Store store;

    KeptPayments(Store store) {
        this.store = store;
    }

    /// Where a payment stands.
    public enum State implements Labelled {
        /// Nobody knows whose it is.
        UNCLAIMED,
        /// An operator has said whose it is; that person's next wait gets it.
        ASSIGNED,
        /// A run has got it.
        CLAIMED;
    }

    /// @param forIm   with `forUser` the person whom it was given, `""` for nobody
    /// @param content   JSON, what scripts get
    /// @param reference what the reporter knows it by, so that money is not counted twice; `""` when it gave nothing
    public record Entry(String id, State state, String im, String account, String forIm, String forUser, String content,
            Instant received, String reference) {

        public Entry assigned(String toIm, String toUser) {
            return new Entry(id, State.ASSIGNED, im, account, toIm, toUser, content, received, reference);
        }

        public Entry claimed(String byIm, String byUser) {
            return new Entry(id, State.CLAIMED, im, account, byIm, byUser, content, received, reference);
        }
    }

    /// Adds the payment or replaces the one with its id.
    public void put(Entry entry) {
        store.write(session -> {
            session.update("delete from kept_payment where state = 'claimed' and received < ?",
                    entry.received().minus(CLAIMED_LIFE).toEpochMilli());
            return session.update("insert into kept_payment (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id)"
                    + " do update set state = excluded.state, for_im = excluded.for_im, for_user = excluded.for_user",
                    entry.id(), entry.state().label(), entry.im(), entry.account(), entry.forIm(), entry.forUser(),
                    entry.content(), entry.received().toEpochMilli(), entry.reference());
        });
    }

    public void remove(String id) {
        store.write(session -> session.update("delete from kept_payment where id = ?", id));
    }

    /// Whether a payment of this reference has arrived before.
    public boolean knows(String reference) {
        return store.read(session -> session.first("select 1 from kept_payment where reference = ? limit 1", row -> true,
                reference)).isPresent();
    }

    public Optional<Entry> find(String id) {
        return store.read(session -> session.first("select " + COLUMNS + " from kept_payment where id = ?", KeptPayments::entry,
                id));
    }

    /// The oldest that waits for a person.
    public Optional<Entry> assignedTo(String im, String user) {
        return store.read(session -> session.first("select " + COLUMNS + " from kept_payment where state = 'assigned'"
                + " and for_im = ? and for_user = ? order by number limit 1", KeptPayments::entry, im, user));
    }

    /// The newest first; without a state all.
    public List<Entry> list(Optional<State> state, int limit) {
        String label = state.map(State::label).orElse("");
        return store.read(session -> session.list("select " + COLUMNS + " from kept_payment where ? = '' or state = ?"
                + " order by number desc limit ?", KeptPayments::entry, label, label, limit));
    }

    private static Entry entry(SqlRow row) throws SQLException {
        return new Entry(row.getString(1), State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)), row.getString(3),
                row.getString(4), row.getString(5), row.getString(6), row.getString(7), Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9));
    }
}
