package dev.botyard.runtime.im.ingress;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.ServerRoutes.Probe;
import dev.botyard.api.transport.ServerRoutes.WebSocketListener;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.net.http.HttpReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections of one account that replace each other: a second one is taken only when the first does not answer any more. Thread-safe.
final class SocketQueue extends Endpoint implements WebSocketListener {
    private static final Logger log = LoggerFactory.getLogger(SocketQueue.class);

    private final AccountRoutes owner;
    private final Probe probe;
    /// One newcomer after the other asks.
    private final ReentrantLock probing = new ReentrantLock();
    private final Deque<Arrival> arrivals = new ArrayDeque<>(1);
    private @Nullable WebSocket current;
    private boolean closed;

    SocketQueue(AccountRoutes owner, String account, Admission admission, Probe probe) {
        super(account, admission, true);
        this.owner = owner;
        this.probe = probe;
    }

    /// A connection that nobody has accepted yet.
    record Arrival(PlatformRequest request, WebSocket socket) {}

    @Override
    boolean takesAnybody(PlatformRequest request) {
        return owner.takesAnybody(request);
    }

    @Override
    HttpReply answer(PlatformRequest request) throws InterruptedException {
        probing.lockInterruptibly();
        try {
            WebSocket live = current();
            if (live != null && live.open()) {
                if (answers(live)) {
                    String reason = "account " + account() + " is already connected from " + live.peer()
                            + ", and that connection is alive";
                    owner.turnedAway(request, reason);
                    return HttpReply.error(409, "account_connected", reason);
                }
                log.info("account {}: the connection from {} does not answer; {} takes over", account(), live.peer(),
                        request.remoteAddress());
                live.close(1001, "replaced by a newer connection");
            }
        } finally {
            probing.unlock();
        }
        return HttpReply.handOver(socket -> arrive(new Arrival(request, socket)));
    }

    /// Alive is what answers, and did not end meanwhile.
    private boolean answers(WebSocket live) throws InterruptedException {
        try {
            return probe.answers(live) && live.open();
        } catch (AdapterException silent) {
            log.debug("account {}: the probe failed: {}", account(), silent.getMessage());
            return false;
        }
    }

    private synchronized @Nullable WebSocket current() {
        return current;
    }

    void arrive(Arrival arrival) {
        synchronized (this) {
            if (!closed) {
                current = arrival.socket();
                arrivals.addLast(arrival);
                notifyAll();
                return;
            }
        }
        owner.orphan(arrival);
    }

    @Override
    public synchronized WebSocket accept() throws InterruptedException {
        while (arrivals.isEmpty()) {
            if (closed) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "the listener of account " + account() + " is closed");
            }
            wait();
        }
        return arrivals.pollFirst().socket();
    }

    @Override
    public void close() {
        List<Arrival> left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            left = new ArrayList<>(arrivals);
            arrivals.clear();
            notifyAll();
        }
        owner.closed(this);
        left.forEach(owner::orphan);
    }
}
