package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Heartbeat;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Socket Mode for one attempt. When Slack wants to renew a connection, as it does about hourly, the next one is opened while the old one still
/// serves, so that nothing falls between them; a connection that is lost ends the attempt.
final class SlackSockets implements AutoCloseable {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final AdapterContext context;
    private final SlackApi api;
    private final Connection connection;
    private final Runnable greeted;
    private final SlackInbound.Taker taker;
    private final Duration interval;
    private final Set<WebSocket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile Heartbeat heartbeat;
    /// One event at a time, also while two connections serve.
    private final ReentrantLock handing = new ReentrantLock();

    /// @param interval between pings
    /// @param greeted told when Slack is ready
    SlackSockets(AdapterContext context, SlackApi api, Connection connection, Duration interval, Runnable greeted,
            SlackInbound.Taker taker) {
        this.context = context;
        this.api = api;
        this.connection = connection;
        this.interval = interval;
        this.greeted = greeted;
        this.taker = taker;
    }

    /// Receives until a connection is lost.
    void receive() throws InterruptedException {
        WebSocket current = open();
        heartbeat = Heartbeat.start("slack-heartbeat", interval, this::ping, () -> {});
        while (true) {
            serve(current);
            WebSocket old = current;
            current = open();
            threads.add(Thread.ofVirtual().name("slack-old-connection").start(() -> serveToTheEnd(old)));
            threads.removeIf(thread -> !thread.isAlive());
        }
    }

    private WebSocket open() throws InterruptedException {
        WebSocket socket = context.webSockets().connect(api.connectionUrl(), Map.of(), HANDSHAKE);
        sockets.add(socket);
        return socket;
    }

    /// Returns when Slack wants another connection in the place of this one.
    private void serve(WebSocket socket) throws InterruptedException {
        while (true) {
            String text = socket.receive();
            connection.alive();
            JsonNode frame = parsed(text);
            switch (Json.text(frame, "type")) {
                case "hello" -> hello(frame);
                case "disconnect" -> {
                    if (renewed(Json.text(frame, "reason"))) {
                        return;
                    }
                }
                default -> envelope(socket, frame);
            }
        }
    }

    private JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JacksonException nonsense) {
            context.log().warn("Slack sent what is no JSON: {}", nonsense.getOriginalMessage());
            return Json.parse("{}");
        }
    }

    private void hello(JsonNode frame) {
        if (Json.number(frame, "num_connections") > sockets.size()) {
            context.log().warn(
                    "{} connections of this Slack app are open: somebody else uses its app_token too, and Slack gives each event to"
                            + " one of them only",
                    Json.number(frame, "num_connections"));
        }
        greeted.run();
    }

    private static boolean renewed(String reason) {
        return switch (reason) {
            case "link_disabled" -> throw new AdapterException(ErrorKind.AUTHENTICATION,
                    "Socket Mode was switched off for the app; switch it on under Socket Mode on the app's page at Slack")
                    .withPlatformCode(reason);
            case "too_many_websockets" -> throw new AdapterException(ErrorKind.COMMUNICATION,
                    "Slack allows ten connections of one app, and more are open; end those of other hosts")
                    .withPlatformCode(reason);
            default -> true;
        };
    }

    /// Slack is told once the host has the event; else it sends it again.
    private void envelope(WebSocket socket, JsonNode frame) throws InterruptedException {
        String id = Json.text(frame, "envelope_id");
        if (id.isEmpty()) {
            context.log().debug("Slack sent a frame of type '{}'", Json.text(frame, "type"));
            return;
        }
        boolean taken;
        handing.lockInterruptibly();
        try {
            taken = taker.take(Json.text(frame, "type"), frame.path("payload"));
        } finally {
            handing.unlock();
        }
        if (taken) {
            socket.send(Json.object(out -> out.writeStringProperty("envelope_id", id)));
        }
    }

    private void serveToTheEnd(WebSocket old) {
        try {
            serve(old);
        } catch (AdapterException closed) {
            context.log().debug("the connection before has ended: {}", closed.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(old);
            old.close();
        }
    }

    /// While an event is handed over nothing is read, also no answer to a ping.
    private void ping() throws InterruptedException {
        for (WebSocket socket : sockets) {
            if (!handing.isLocked() && !socket.ping(interval) && !handing.isLocked()) {
                socket.close(1001, "no answer to a ping within " + interval.toMillis() + " ms");
            }
        }
    }

    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
        threads.forEach(Thread::interrupt);
        sockets.forEach(WebSocket::close);
    }
}
