package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Pieces;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One long connection. Each event is answered once the host has taken it; without an answer the platform sends it again after 15 seconds, 5
/// minutes, 1 and 6 hours. Confined to the thread of `run`, beside which one more sends pings.
final class LongConnection {
    private static final Pattern SERVICE = Pattern.compile("wss?://.*[?&]service_id=(\\d{1,9})\\b.*");
    private static final byte[] TAKEN = "{\"code\":200}".getBytes(StandardCharsets.UTF_8);

    private final AdapterContext context;
    private final Connection connection;
    private final Taking host;
    private final Pieces pieces = new Pieces(Duration.ofSeconds(10), 16 << 20);
    private final Semaphore changed = new Semaphore(0);
    private volatile int interval = 120;
    private volatile boolean handingOver;

    /// @param host takes an event and says whether the platform may forget it
    LongConnection(AdapterContext context, Connection connection, Taking host) {
        this.context = context;
        this.connection = connection;
        this.host = host;
    }

    /// Takes an event.
    @FunctionalInterface
    interface Taking {
        /// @return whether the platform may forget it
        boolean take(byte[] event) throws InterruptedException;
    }

    /// Connects and hands events over until the connection ends.
    ///
    /// @param ready told when events can come
    void serve(JsonNode endpoint, Runnable ready) throws InterruptedException {
        Matcher url = SERVICE.matcher(Json.text(endpoint, "URL"));
        if (!url.matches()) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "Feishu names no address for the long connection");
        }
        try (WebSocket socket = context.webSockets().connect(URI.create(url.group()), Map.of(), FeishuApi.PATIENCE)) {
            adopt(endpoint.path("ClientConfig"));
            ready.run();
            byte[] ping = Frame.ping(Integer.parseInt(url.group(1))).bytes();
            Thread heart = Thread.ofVirtual().name("feishu-" + context.account() + "-ping").start(() -> beat(socket, ping));
            try {
                while (true) {
                    byte[] message = socket.receiveBytes();
                    connection.alive();
                    take(socket, message);
                }
            } finally {
                heart.interrupt();
            }
        }
    }

    private void adopt(JsonNode config) {
        long seconds = Json.number(config, "PingInterval");
        if (seconds > 0 && seconds < TimeUnit.HOURS.toSeconds(1) && seconds != interval) {
            interval = (int) seconds;
            changed.release();
        }
        connection.expectLife(Duration.ofSeconds(interval * 2L + Math.min(10, interval)));
    }

    private void beat(WebSocket socket, byte[] ping) {
        try {
            while (socket.open()) {
                changed.drainPermits();
                socket.send(ping);
                changed.tryAcquire(interval, TimeUnit.SECONDS);
                if (handingOver) {
                    // Nothing is read meanwhile: the silence is the host's.
                    connection.alive();
                }
            }
        } catch (InterruptedException | AdapterException ended) {
            // The thread that reads says how.
        }
    }

    private void take(WebSocket socket, byte[] message) throws InterruptedException {
        try {
            Frame frame = Frame.read(message);
            if (!frame.control()) {
                event(socket, frame);
            } else if ("pong".equals(frame.headers().get("type")) && frame.payload().length > 0) {
                adopt(Json.parse(frame.payload()));
            }
        } catch (IllegalArgumentException | JacksonException odd) {
            context.log().warn("ignored a frame of {} bytes that makes no sense ({})", message.length, odd.getMessage());
        }
    }

    private void event(WebSocket socket, Frame frame) throws InterruptedException {
        Optional<byte[]> event = pieces.join(frame.headers().get("message_id"), Integer.parseInt(frame.headers().get("seq")),
                Integer.parseInt(frame.headers().get("sum")), frame.payload());
        long begun = System.nanoTime();
        handingOver = true;
        try {
            if (event.isPresent() && host.take(event.get())) {
                String spent = Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                socket.send(frame.answer("biz_rt", spent, TAKEN).bytes());
            }
        } finally {
            handingOver = false;
        }
    }
}
