package dev.botyard.runtime.message.outbound;

import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.im.account.Purpose.Reach;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which targets an account is known not to reach, because the platform said so within the last [#MEMORY] and nothing was heard from there
/// since. Thread-safe.
final class Reachability {
    static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MAX_KNOWN = 10_000;

    private final Ticker ticker;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    Reachability(Ticker ticker) {
        this.ticker = ticker;
    }

    /// @param until for people; what counts is `nanos`, of [Ticker#nanoTime], which no change of the clock moves
    private record Refusal(String reason, Instant until, long nanos) {}

    private boolean over(Refusal refusal) {
        return ticker.reached(refusal.nanos);
    }

    /// The platform has said that the account cannot reach the target.
    void refused(String account, Target target, String reason) {
        Instant now = ticker.instant();
        if (refusals.size() >= MAX_KNOWN) {
            refusals.values().removeIf(this::over);
        }
        if (refusals.size() < MAX_KNOWN) {
            refusals.put(key(account, target), new Refusal(reason, now.plus(MEMORY), ticker.in(MEMORY)));
        }
    }

    /// The account has heard from there, so it can be reached.
    void heard(String account, Target target) {
        if (!refusals.isEmpty()) {
            refusals.remove(key(account, target));
        }
    }

    /// What the selector may ask about a target.
    Reach to(Target target) {
        return refusals.isEmpty() ? Reach.UNKNOWN : account -> obstacle(account, target);
    }

    private String obstacle(String account, Target target) {
        Refusal refusal = refusals.get(key(account, target));
        if (refusal == null || over(refusal)) {
            return "";
        }
        return "account " + account + " cannot reach " + target + ", as the platform said: " + refusal.reason
                + "; it is asked again after " + refusal.until;
    }

    private static String key(String account, Target target) {
        return account + '\n' + target;
    }
}
