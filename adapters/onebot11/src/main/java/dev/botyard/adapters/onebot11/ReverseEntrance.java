package dev.botyard.adapters.onebot11;

import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.WebSocketListener;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Where OneBot implementations connect to. Each role of the standard has its own listener, so that the two connections of an
/// implementation that separates calls from events do not look like a take-over of one by the other. A thread per listener accepts.
final class ReverseEntrance implements AutoCloseable {
    private static final Duration PING = Duration.ofSeconds(2);

    private final OneBotConfig config;
    private final AdapterContext context;
    private final List<WebSocketListener> listeners = new ArrayList<>();
    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final List<Thread> acceptors = new ArrayList<>();
    private Session current;
    private boolean closed;

    /// What a connection is for; the standard's `X-Client-Role`.
    enum Role {
        /// Calls and events, and what implementations without the header mean.
        UNIVERSAL,
        /// Calls only.
        API,
        /// Events only.
        EVENT;

        static Role of(RouteRequest request) {
            String role = request.header("X-Client-Role").orElse("").trim();
            return role.equalsIgnoreCase("API") ? API : role.equalsIgnoreCase("Event") ? EVENT : UNIVERSAL;
        }
    }

    /// A connection that was let in.
    record Arrival(Role role, WebSocket socket) {

        boolean answersCalls() {
            return role != Role.EVENT;
        }

        boolean bringsEvents() {
            return role != Role.API;
        }

        void attachTo(Session session) {
            session.attach(socket, answersCalls(), bringsEvents());
        }
    }

    ReverseEntrance(AdapterContext context, OneBotConfig config) {
        this.context = context;
        this.config = config;
        for (Role role : Role.values()) {
            WebSocketListener listener = context.routes().probedWebSockets(admission(role), this::answers);
            listeners.add(listener);
            acceptors.add(Thread.ofVirtual().name("onebot11-" + context.account() + "-" + role.name())
                    .start(() -> accept(role, listener)));
        }
    }

    private Admission admission(Role role) {
        Admission admission = config.selfId().isEmpty()
                ? Admission.of(request -> decide(role, request))
                : Admission.keyedBy("X-Self-ID", config.selfId(), request -> decide(role, request));
        return admission.anybody(config.accessToken().isEmpty());
    }

    private Decision decide(Role role, RouteRequest request) {
        return Role.of(request) == role ? Gate.decide(config, request) : Decision.NOT_MINE;
    }

    /// A hanging implementation answers pings, but no call.
    private boolean answers(WebSocket live) throws InterruptedException {
        Session session = serving();
        return session != null && session.carries(live) ? session.answers(live) : live.ping(PING);
    }

    private synchronized Session serving() {
        return current;
    }

    private void accept(Role role, WebSocketListener listener) {
        try {
            while (true) {
                arrived(new Arrival(role, listener.accept()));
            }
        } catch (AdapterException closed) {
            context.log().debug("no longer accepting {} connections", role);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void arrived(Arrival arrival) {
        if (closed) {
            arrival.socket().close();
        } else if (current != null && arrival.role() == Role.EVENT && current.lacksEvents()) {
            arrival.attachTo(current);
        } else {
            arrivals.add(arrival);
        }
    }

    /// Waits for the connections that a session needs: one that answers calls, and whatever came before it.
    List<Arrival> next() throws InterruptedException {
        List<Arrival> found = new ArrayList<>();
        do {
            found.add(arrivals.take());
        } while (!found.getLast().answersCalls());
        return found;
    }

    /// A connection that has taken over, if there is one.
    List<Arrival> successor(Duration wait) throws InterruptedException {
        Arrival next = arrivals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
            return List.of();
        }
        List<Arrival> found = new ArrayList<>(List.of(next));
        if (!next.answersCalls()) {
            found.addAll(next());
        }
        return found;
    }

    /// Later event connections belong to `session`; null for none.
    synchronized void serving(Session session) {
        current = session;
    }

    @Override
    public synchronized void close() {
        closed = true;
        listeners.forEach(WebSocketListener::close);
        acceptors.forEach(Thread::interrupt);
        arrivals.forEach(arrival -> arrival.socket().close());
    }
}
