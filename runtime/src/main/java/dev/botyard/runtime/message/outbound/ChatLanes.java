package dev.botyard.runtime.message.outbound;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The sends of one account: in order within a chat, side by side across chats, at most so many at once. Thread-safe.
///
/// When [#MAX_WAITING] messages already wait for a chat the next one is refused as rate-limited; nothing was sent then.
final class ChatLanes {
    static final int MAX_WAITING = 256;

    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Semaphore slots;
    private final Ticker ticker;

    ChatLanes(int concurrentSends, Ticker ticker) {
        this.ticker = ticker;
        slots = new Semaphore(concurrentSends, true);
    }

    /// Runs `send` when it is its turn.
    ///
    /// @throws AdapterException `RATE_LIMITED` when its turn did not come within `timeout`
    <T> T inOrder(String chat, Duration timeout, Callable<T> send) throws Exception {
        long deadline = ticker.in(timeout);
        Lane lane = enter(chat);
        try {
            if (!lane.lock.tryLock(ticker.until(deadline), TimeUnit.NANOSECONDS)) {
                throw busy(chat, "earlier messages to it are still being sent");
            }
            try {
                return inSlot(chat, deadline, send);
            } finally {
                lane.lock.unlock();
            }
        } finally {
            leave(chat);
        }
    }

    private <T> T inSlot(String chat, long deadline, Callable<T> send) throws Exception {
        if (!slots.tryAcquire(Math.max(0, ticker.until(deadline)), TimeUnit.NANOSECONDS)) {
            throw busy(chat, "the account is busy with other chats");
        }
        try {
            return send.call();
        } finally {
            slots.release();
        }
    }

    private Lane enter(String chat) {
        return lanes.compute(chat, (key, known) -> {
            Lane lane = known == null ? new Lane() : known;
            if (lane.users > MAX_WAITING) {
                throw busy(chat, MAX_WAITING + " messages are already waiting for it");
            }
            lane.users++;
            return lane;
        });
    }

    private void leave(String chat) {
        lanes.computeIfPresent(chat, (key, lane) -> --lane.users == 0 ? null : lane);
    }

    /// How many messages are being sent or wait.
    int size() {
        int sum = 0;
        for (Lane lane : lanes.values()) {
            sum += lane.users;
        }
        return sum;
    }

    private static AdapterException busy(String chat, String why) {
        return new AdapterException(ErrorKind.RATE_LIMITED, "the message to " + chat + " was not sent: " + why);
    }

    private static final class Lane {
        final ReentrantLock lock = new ReentrantLock(true);
        int users;
    }
}
