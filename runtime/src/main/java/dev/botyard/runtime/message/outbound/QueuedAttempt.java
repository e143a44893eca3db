package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.infra.store.QueuedPushes;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// One attempt to send a push of the queue, and its row: written before the adapter is asked. Confined to one thread.
final class QueuedAttempt {
    static final int MOST = 10;
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Deliverer deliverer;
    private final QueuedPushes rows;
    private final Clock clock;
    private final boolean doubtful;
    private HeldPush push;
    private boolean stored;

    /// @param stored whether the push has a row
    QueuedAttempt(HeldPush push, boolean stored, Deliverer deliverer, QueuedPushes rows, Clock clock) {
        this.push = push;
        this.stored = stored;
        this.deliverer = deliverer;
        this.rows = rows;
        this.clock = clock;
        this.doubtful = push.doubtful();
    }

    enum Verdict {
        SENT, WAIT, GIVE_UP
    }

    Outcome attempt() throws InterruptedException {
        return deliverer.deliver(push.order(), (account, deduplicates) -> keep(push.asking(account, deduplicates)));
    }

    /// The push as it stands now.
    HeldPush push() {
        return push;
    }

    /// Whether an adapter was asked.
    boolean asked() {
        return push.entry().state() == State.SENDING;
    }

    Verdict verdict(Outcome outcome) {
        if (outcome.code() == ReceiptCode.ACCEPTED || outcome.code() == ReceiptCode.DUPLICATE) {
            return Verdict.SENT;
        }
        boolean again = outcome.refusal().map(kind -> kind == ErrorKind.UNKNOWN_OUTCOME && push.entry().deduplicates())
                .orElse(false);
        return (again || passing(outcome.code())) && push.entry().attempts() < MOST ? Verdict.WAIT : Verdict.GIVE_UP;
    }

    /// Codes that time or another account may cure.
    static boolean passing(ReceiptCode code) {
        return switch (code) {
            case NO_ACCOUNT, ACCOUNT_UNKNOWN, ACCOUNT_OFFLINE, RATE_LIMITED, HOST_STOPPING -> true;
            default -> false;
        };
    }

    /// Keeps it for the next attempt. Once its outcome is unknown, only the same account is asked again.
    HeldPush wait(Outcome outcome) {
        Duration pause = outcome.retryAfter().orElse(asked() ? pause(push.entry().attempts()) : Duration.ZERO);
        Instant next = clock.instant().plus(pause);
        String reason = outcome.receipt().reason();
        keep(doubtful || outcome.code() == ReceiptCode.UNKNOWN_OUTCOME
                ? push.doubtful(reason, next)
                : push.waiting(outcome.code(), reason, next));
        return push;
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void keep(HeldPush next) {
        if (stored) {
            rows.update(next.entry());
        } else {
            rows.put(next.entry());
            stored = true;
        }
        push = next;
    }

    /// Nothing is left to do.
    void forget() {
        if (stored) {
            rows.remove(push.id());
        }
    }
}
