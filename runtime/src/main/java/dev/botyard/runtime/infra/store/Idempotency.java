package dev.botyard.runtime.infra.store;

import java.time.Duration;
import java.time.Instant;

/// Answers of requests that carried an idempotency key, so that a repeated request is answered and not done again.
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);

    private final Store store;
    private final String process;

    Idempotency(Store store, String process) {
        this.store = store;
        this.process = process;
    }

    /// Takes `key` for the caller, atomically. After [State#NEW] the caller does the work, then calls [#complete] or [#release].
    ///
    /// @param fingerprint of the request, to notice a key that is used for something else
    public Claim claim(String key, String fingerprint, Instant now) {
        return store.write(session -> {
            session.update("delete from idempotency where expires <= ?", now.toEpochMilli());
            // The clock was put back since: such a key counts as new, for it may be, and none is kept for ever.
            long latest = now.plus(KEPT).toEpochMilli();
            session.update("update idempotency set expires = ? where expires > ?", latest, latest);
            int added = session.update("insert into idempotency values (?, ?, ?, null, ?) on conflict (key) do nothing", key,
                    fingerprint, process, latest);
            return added == 1
                    ? new Claim(State.NEW, "")
                    : session.first("select fingerprint, process, response from idempotency where key = ?",
                            row -> judge(fingerprint, row.getString(1), row.getString(2), row.getString(3)), key).orElseThrow();
        });
    }

    /// Keeps the answer for 24 hours from the claim.
    public void complete(String key, String response) {
        store.write(session -> session.update("update idempotency set response = ? where key = ?", response, key));
    }

    /// Gives the key back: nothing was done.
    public void release(String key) {
        store.write(session -> session.update("delete from idempotency where key = ? and response is null", key));
    }

    private Claim judge(String fingerprint, String known, String owner, String response) {
        if (!known.equals(fingerprint)) {
            return new Claim(State.OTHER_REQUEST, "");
        }
        if (response != null) {
            return new Claim(State.DONE, response);
        }
        return new Claim(owner.equals(process) ? State.RUNNING : State.INTERRUPTED, "");
    }

    /// What became of a claim.
    public enum State {
        /// The key is the caller's now.
        NEW,
        /// Another request with this key is being worked on.
        RUNNING,
        /// The answer is known.
        DONE,
        /// The key was used for a different request.
        OTHER_REQUEST,
        /// The host ended in the middle of it: nobody knows whether it was done.
        INTERRUPTED
    }

    /// @param response the stored answer of [State#DONE], else `""`
    public record Claim(State state, String response) {}
}
