package dev.botyard.runtime.im.account;

import dev.botyard.api.account.AccountProfile;
import java.time.Instant;
import java.util.Optional;

/// How an account is, for people and for the selector. Immutable.
///
/// @param state     the state
/// @param detail    a few words about now, `""` for none
/// @param reason    why it is in this state, `""` where that is plain
/// @param since     when it came into this state
/// @param nextRetry when the host tries again, if it does
/// @param attempt   attempts since it was last online
/// @param profile   what the platform said at the last login
/// @param progress  how far the adapter has come, while it is not online yet
/// @param coolingUntil no sends before that time, because the platform asked to wait
public record AccountStatus(AccountState state, String detail, String reason, Instant since, Optional<Instant> nextRetry,
        int attempt,
        Optional<AccountProfile> profile, Progress progress, Optional<Instant> coolingUntil) {

    /// How far an adapter has come on its way to being online.
    public enum Progress {
        /// It has said nothing yet.
        BEGINNING,
        /// It listens: the platform has to come to this host; nothing to retry, only somebody to wait for.
        WAITING,
        /// Its platform went, and in a moment it listens again.
        RETURNING,
        /// It is connected, but cannot send yet.
        PENDING
    }

    /// A status without further facts.
    public static AccountStatus of(AccountState state, String reason, Instant since) {
        return new AccountStatus(state, "", reason, since, Optional.empty(), 0, Optional.empty(), Progress.BEGINNING,
                Optional.empty());
    }

    /// Whether messages can be sent now.
    public boolean sendable() {
        return state == AccountState.ONLINE && coolingUntil.isEmpty();
    }

    /// Whether it waits for its platform to come.
    public boolean waiting() {
        return progress == Progress.WAITING || progress == Progress.RETURNING;
    }

    /// Whether it is on its way and neither listens nor has told what it lacks: it may be there in a moment.
    public boolean expected() {
        return (state == AccountState.STARTING || state == AccountState.RETRYING)
                && (progress == Progress.BEGINNING || progress == Progress.RETURNING);
    }

    /// Whoever enters a state begins there: how far it has come is said after that, see [#at].
    AccountStatus in(AccountState next, String newDetail, String newReason, Instant now) {
        return new AccountStatus(next, newDetail, newReason, next == state ? since : now, Optional.empty(), attempt, profile,
                Progress.BEGINNING,
                next == AccountState.ONLINE ? coolingUntil : Optional.empty());
    }

    AccountStatus retryAt(Instant at, int newAttempt) {
        return new AccountStatus(state, detail, reason, since, Optional.of(at), newAttempt, profile, progress, coolingUntil);
    }

    AccountStatus at(Progress reached) {
        return new AccountStatus(state, detail, reason, since, nextRetry, reached == Progress.PENDING ? attempt : 0, profile,
                reached, coolingUntil);
    }

    AccountStatus withProfile(AccountProfile value) {
        return new AccountStatus(state, detail, reason, since, nextRetry, 0, Optional.of(value), progress, coolingUntil);
    }

    AccountStatus cooling(Optional<Instant> until) {
        return new AccountStatus(state, detail, reason, since, nextRetry, attempt, profile, progress, until);
    }
}
