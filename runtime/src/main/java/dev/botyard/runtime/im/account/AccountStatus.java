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
/// @param waiting   the platform has to come to this host: nothing to retry, only somebody to wait for
/// @param coolingUntil no sends before that time, because the platform asked to wait
public record AccountStatus(AccountState state, String detail, String reason, Instant since, Optional<Instant> nextRetry,
        int attempt,
        Optional<AccountProfile> profile, boolean waiting, Optional<Instant> coolingUntil) {

    /// A status without further facts.
    public static AccountStatus of(AccountState state, String reason, Instant since) {
        return new AccountStatus(state, "", reason, since, Optional.empty(), 0, Optional.empty(), false, Optional.empty());
    }

    /// Whether messages can be sent now.
    public boolean sendable() {
        return state == AccountState.ONLINE && coolingUntil.isEmpty();
    }

    AccountStatus in(AccountState next, String newDetail, String newReason, Instant now) {
        return new AccountStatus(next, newDetail, newReason, next == state ? since : now, Optional.empty(), attempt, profile,
                waiting && (next == AccountState.STARTING || next == AccountState.RETRYING),
                next == AccountState.ONLINE ? coolingUntil : Optional.empty());
    }

    AccountStatus retryAt(Instant at, int newAttempt) {
        return new AccountStatus(state, detail, reason, since, Optional.of(at), newAttempt, profile, waiting, coolingUntil);
    }

    AccountStatus waitingFor(boolean platform) {
        return new AccountStatus(state, detail, reason, since, nextRetry, platform ? 0 : attempt, profile, platform,
                coolingUntil);
    }

    AccountStatus withProfile(AccountProfile value) {
        return new AccountStatus(state, detail, reason, since, nextRetry, 0, Optional.of(value), waiting, coolingUntil);
    }

    AccountStatus cooling(Optional<Instant> until) {
        return new AccountStatus(state, detail, reason, since, nextRetry, attempt, profile, waiting, until);
    }
}
