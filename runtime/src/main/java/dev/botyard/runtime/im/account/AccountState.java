package dev.botyard.runtime.im.account;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The states of an account. Legal moves:
///
/// ```
/// DISABLED ─▶ STARTING ─▶ ONLINE ◀─▶ NEEDS_LOGIN      RETRYING, NEEDS_LOGIN, FAILED ─▶ STARTING
///                │           │            │
///                └───────────┴────────────┴──▶ RETRYING | NEEDS_LOGIN | FAILED
/// any ─▶ STOPPING ─▶ DISABLED
/// ```
public enum AccountState implements Labelled {
    /// Switched off in its file or by an operator.
    DISABLED,
    /// Making its first connection since it was started.
    STARTING,
    /// Connected and logged in.
    ONLINE,
    /// Lost; the host tries again.
    RETRYING,
    /// A person must log in: QR code, expired token.
    NEEDS_LOGIN,
    /// A person must act: wrong configuration, banned, no adapter.
    FAILED,
    /// On its way down.
    STOPPING;

    private static final Map<AccountState, Set<AccountState>> MOVES = new EnumMap<>(AccountState.class);

    static {
        MOVES.put(DISABLED, EnumSet.of(STARTING, FAILED));
        MOVES.put(STARTING, EnumSet.of(STARTING, ONLINE, RETRYING, NEEDS_LOGIN, FAILED, STOPPING));
        MOVES.put(ONLINE, EnumSet.of(ONLINE, RETRYING, NEEDS_LOGIN, FAILED, STOPPING));
        MOVES.put(RETRYING, EnumSet.of(STARTING, RETRYING, ONLINE, NEEDS_LOGIN, FAILED, STOPPING));
        MOVES.put(NEEDS_LOGIN, EnumSet.of(STARTING, ONLINE, RETRYING, NEEDS_LOGIN, FAILED, STOPPING));
        MOVES.put(FAILED, EnumSet.of(STARTING, FAILED, STOPPING));
        MOVES.put(STOPPING, EnumSet.of(DISABLED, STARTING));
    }

    /// Whether an account in this state may move to `next`.
    public boolean mayBecome(AccountState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }
}
