package dev.botyard.runtime.ingress;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.ServerRoutes.WebSocketListener;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.http.HttpReply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections of one account that replace each other: a second one is taken only when the first does not answer a ping. Thread-safe.
final class SocketQueue extends Endpoint implements WebSocketListener {
    private static final Logger log = LoggerFactory.getLogger(SocketQueue.class);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final AccountRoutes owner;
    private final Deque<Arrival> arrivals = new ArrayDeque<>(1);
    private WebSocket current;
    private boolean closed;

    SocketQueue(AccountRoutes owner, String account, Admission admission) {
        super(account, admission, true);
        this.owner = owner;
    }

    /// A connection that nobody has accepted yet.
    record Arrival(PlatformRequest request, WebSocket socket) {}

    @Override
    HttpReply answer(PlatformRequest request) throws InterruptedException {
        WebSocket live = current();
        if (live != null && live.open()) {
            if (live.ping(PROBE)) {
                String reason = "account " + account() + " is already connected from " + live.peer()
                        + ", and that connection is alive";
                owner.turnedAway(request, reason);
                return HttpReply.error(409, "account_connected", reason);
            }
            log.info("account {}: the connection from {} does not answer; {} takes over", account(), live.peer(),
                    request.remoteAddress());
            live.close(1001, "replaced by a newer connection");
        }
        return HttpReply.handOver(socket -> arrive(new Arrival(request, socket)));
    }

    private synchronized WebSocket current() {
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
