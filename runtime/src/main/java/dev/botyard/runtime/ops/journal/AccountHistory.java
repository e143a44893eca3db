package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.im.account.Account;
import dev.botyard.runtime.im.account.AccountState;
import dev.botyard.runtime.im.account.AccountStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The last states of every account and why, since the host started. Thread-safe.
public final class AccountHistory {
    private static final int MOST = 50;

    private final Map<String, Deque<Moment>> moments = new ConcurrentHashMap<>();

    /// A state that an account was in.
    ///
    /// @param at     since when
    /// @param reason why, `""` for nothing to say
    public record Moment(Instant at, AccountState state, boolean sendable, @Sentence String reason, @Sentence String detail) {
        private static Moment of(AccountStatus status) {
            return new Moment(status.since(), status.state(), status.sendable(), status.reason(), status.detail());
        }
    }

    /// An account has changed.
    ///
    /// @param after null when it is gone, and with it what is known of it
    public void changed(Account before, Account after) {
        if (after == null) {
            moments.remove(before.id().value());
            return;
        }
        moments.compute(after.id().value(), (_, known) -> {
            Deque<Moment> kept = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            Moment now = Moment.of(after.status());
            if (!now.equals(kept.peekFirst())) {
                kept.addFirst(now);
            }
            if (kept.size() > MOST) {
                kept.removeLast();
            }
            return kept;
        });
    }

    /// The states of an account, the newest first.
    public List<Moment> of(String id) {
        return List.copyOf(moments.getOrDefault(id, new ArrayDeque<>()));
    }
}
