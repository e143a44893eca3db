package dev.botyard.runtime.net.netty;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicLong;

/// Messages between the event loop and the one thread that receives. When too much waits, the loop stops reading from the network.
final class Inbox {
    /// What a message costs beyond its bytes, so that empty messages are bounded too.
    private static final int OVERHEAD = 256;

    private final Channel channel;
    private final long limit;
    private final Mailbox<Object> box = new Mailbox<>();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean paused;
    private volatile boolean discarding;
    private int probes;
    private volatile End end;
    private boolean ended;

    Inbox(Channel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /// The last item: why nothing more will come.
    private record End(String reason) {}

    /// A message: text or bytes.
    private record Arrived(Object content, int cost) {}

    /// On the event loop.
    void put(Object content, int bytes) {
        if (discarding || ended) {
            return;
        }
        int cost = bytes + OVERHEAD;
        waiting.addAndGet(cost);
        box.put(new Arrived(content, cost));
        reconsider();
    }

    /// On the event loop; only the first counts.
    void end(String reason) {
        if (!ended) {
            ended = true;
            box.put(new End(reason));
        }
    }

    /// On the event loop: from now on only control frames matter.
    void discard() {
        discarding = true;
        reconsider();
    }

    boolean paused() {
        return paused;
    }

    /// On the event loop. While a probe waits for a sign of life, twice as much may wait: the peer must not look dead because we are slow.
    void probe(int change) {
        probes += change;
        reconsider();
    }

    private void reconsider() {
        long bound = probes > 0 ? 2 * limit : limit;
        if (!paused && !discarding && waiting.get() > bound) {
            paused = true;
            channel.config().setAutoRead(false);
        }
        // Read again after `paused` is visible: the receiver may have taken everything before it could see that we pause.
        long left = waiting.get();
        if (paused && (discarding || left < limit / 2 || probes > 0 && left <= bound)) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    /// On the receiving thread.
    ///
    /// @return text or bytes, or null at the end
    Object take() throws InterruptedException {
        if (end != null) {
            return null;
        }
        return switch (box.take()) {
            case Arrived arrived -> received(arrived);
            case Object last -> {
                end = (End) last;
                yield null;
            }
        };
    }

    private Object received(Arrived arrived) {
        long left = waiting.addAndGet(-arrived.cost);
        if (paused && left < limit / 2) {
            channel.eventLoop().execute(this::reconsider);
        }
        return arrived.content;
    }

    /// Why nothing more comes; only after [#take] gave null.
    String endReason() {
        return end == null ? "" : end.reason;
    }
}
