package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Inbox;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One connection attempt: the way for calls, the events that come in, the login. Sockets are attached from any thread and read by a
/// thread each; everything else belongs to the thread of [#serve].
final class Session implements AutoCloseable {
    private static final Duration RARELY = Duration.ofHours(1);
    private static final Duration BETWEEN_INTRODUCTIONS = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final AdapterContext context;
    private final Connection connection;
    private final Duration idle;
    private final OneBotInbound inbound;
    private final Inbox inbox = new Inbox(this::callsWaiting);
    private final List<WebSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new CopyOnWriteArrayList<>();
    private final OneBotClient client;
    private final Login login;
    private volatile SocketLink socketLink;
    private volatile boolean eventsAttached;
    private volatile boolean closed;
    private int refused;

    private Session(AdapterContext context, OneBotConfig config, Connection connection, OneBotInbound inbound,
            MediaTransfer transfer, Optional<Link> link) {
        this.context = context;
        this.connection = connection;
        this.inbound = inbound;
        idle = config.heartbeatTimeout().isZero() ? RARELY : config.heartbeatTimeout().dividedBy(3);
        client = new OneBotClient(link.orElse((action, params, timeout) -> socketLink.call(action, params, timeout)));
        login = new Login(config, connection, client, transfer);
        connection.expectLife(config.heartbeatTimeout());
    }

    /// A session whose calls go over a socket to be attached.
    static Session overSockets(AdapterContext context, OneBotConfig config, Connection connection, OneBotInbound inbound,
            MediaTransfer transfer) {
        return new Session(context, config, connection, inbound, transfer, Optional.empty());
    }

    /// A session whose calls go over `link`; events come through [#deliver].
    static Session over(Link link, AdapterContext context, OneBotConfig config, Connection connection, OneBotInbound inbound,
            MediaTransfer transfer) {
        return new Session(context, config, connection, inbound, transfer, Optional.of(link));
    }

    OneBotClient client() {
        return client;
    }

    /// Reads events, and answers if it is for calls, from this socket too.
    void attach(WebSocket socket, boolean answersCalls, boolean bringsEvents) {
        SocketLink link = new SocketLink(socket, inbox::callStarted);
        if (answersCalls) {
            socketLink = link;
        }
        eventsAttached |= bringsEvents;
        sockets.add(socket);
        readers.add(Thread.ofVirtual().name("onebot11-" + context.account() + "-reader").start(() -> read(socket, link)));
        if (closed) {
            socket.close();
        }
    }

    /// Whether a socket of its own may still bring the events.
    boolean lacksEvents() {
        return !eventsAttached;
    }

    boolean carries(WebSocket socket) {
        return sockets.contains(socket);
    }

    /// Whether the implementation still answers, be it with a refusal.
    boolean answers(WebSocket socket) throws InterruptedException {
        return socketLink == null ? socket.ping(PROBE) : client.ask("get_status", PROBE) != null;
    }

    private boolean callsWaiting() {
        SocketLink link = socketLink;
        return link != null && link.waiting();
    }

    private void read(WebSocket socket, SocketLink link) {
        AdapterException end = new AdapterException(ErrorKind.COMMUNICATION, "the connection was closed");
        try {
            while (true) {
                byte[] frame = socket.receiveBytes();
                connection.alive();
                take(frame, link);
            }
        } catch (AdapterException lost) {
            end = lost;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            link.lost(end.getMessage());
            inbox.end(end);
        }
    }

    private void take(byte[] bytes, SocketLink link) throws InterruptedException {
        JsonNode frame;
        try {
            frame = Json.parse(bytes);
        } catch (JacksonException broken) {
            context.log().warn("ignored a frame of {} bytes that is not JSON ({})", bytes.length, broken.getOriginalMessage());
            return;
        }
        if (frame.has("post_type")) {
            inbox.put(frame);
        } else if (refusal(frame)) {
            throw new AdapterException(ErrorKind.AUTHENTICATION,
                    "the OneBot implementation refused the access token; compare access_token"
                            + " on both sides")
                    .withPlatformCode(Json.text(frame, "retcode"));
        } else {
            link.answered(frame);
        }
    }

    /// Some implementations accept the socket, say that the token is wrong, and close.
    private static boolean refusal(JsonNode frame) {
        if (frame.hasNonNull("echo")) {
            return false;
        }
        String code = Json.text(frame, "retcode");
        return code.equals("1401") || code.equals("1403");
    }

    /// Introduces the account, then hands events to the host until the connection ends.
    ///
    /// @throws AdapterException how it ended
    void serve() throws InterruptedException {
        while (!login.introduce()) {
            inbox.pause(BETWEEN_INTRODUCTIONS);
        }
        while (true) {
            JsonNode event = inbox.take(idle);
            if (event == null) {
                login.check();
            } else {
                handle(event);
            }
        }
    }

    private void handle(JsonNode event) throws InterruptedException {
        switch (Json.text(event, "post_type")) {
            case "meta_event" -> {
                if (Json.text(event, "meta_event_type").equals("heartbeat")) {
                    login.status(event.get("status"));
                    return;
                }
            }
            case "message" -> login.proven();
            case "notice" -> {
                if (Json.text(event, "notice_type").equals("bot_offline")) {
                    login.offline(Json.text(event, "message"));
                }
            }
            default -> {
            }
        }
        emit(event, false);
    }

    /// An event that came by HTTP: handed over on the caller's thread, so that the platform's request waits for the host.
    boolean deliver(JsonNode event) throws InterruptedException {
        connection.alive();
        String type = Json.text(event, "post_type");
        if (type.equals("meta_event") || Json.text(event, "notice_type").equals("bot_offline")) {
            inbox.put(event);
            return true;
        }
        return emit(event, true) != Acceptance.REFUSED;
    }

    /// @param acknowledged whether the implementation is told that the event was taken, and does not send it again
    private Acceptance emit(JsonNode event, boolean acknowledged) throws InterruptedException {
        InboundEvent read;
        try {
            read = inbound.read(event, client, acknowledged);
        } catch (JacksonException | IllegalArgumentException odd) {
            context.log().warn("ignored an event that makes no sense ({}): {}", odd.getMessage(), Json.text(event, "post_type"));
            return Acceptance.ACCEPTED;
        }
        Acceptance acceptance = context.events().emit(read);
        if (acceptance == Acceptance.REFUSED && refused++ == 0) {
            context.log().warn("the host is stopping and takes no more events; OneBot cannot send them again");
        }
        return acceptance;
    }

    /// Hands over what was read and not handed over yet, as nobody sends it again; a busy host is not waited for longer than [#GOODBYE].
    private void handOverTheRest() throws InterruptedException {
        List<JsonNode> rest = inbox.rest();
        if (rest.isEmpty()) {
            return;
        }
        Thread last = Thread.ofVirtual().name("onebot11-" + context.account() + "-rest").start(() -> {
            try {
                for (JsonNode event : rest) {
                    if (!Json.text(event, "post_type").equals("meta_event")) {
                        emit(event, false);
                    }
                }
            } catch (InterruptedException busy) {
                context.log().warn("the host was too busy to take the last events; OneBot cannot send them again");
            }
        });
        last.join(GOODBYE);
        last.interrupt();
    }

    /// Closes the sockets and waits for their readers.
    @Override
    public void close() {
        closed = true;
        inbox.close();
        sockets.forEach(WebSocket::close);
        boolean interrupted = Thread.interrupted();
        for (Thread reader : readers) {
            try {
                reader.interrupt();
                reader.join(GOODBYE);
            } catch (InterruptedException stopping) {
                interrupted = true;
            }
        }
        try {
            handOverTheRest();
        } catch (InterruptedException stopping) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
