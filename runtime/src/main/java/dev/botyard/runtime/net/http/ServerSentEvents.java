package dev.botyard.runtime.net.http;

import dev.botyard.runtime.net.netty.Outbox;
import dev.botyard.runtime.net.netty.SocketConnection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends events to everybody who listens, for [HttpReply#events]. Thread-safe. Publishing never waits: a client with more than the bound
/// waiting is dropped with a line in the log, and its browser connects again. An idle stream gets a comment every 15 seconds, which keeps
/// proxies from closing it and finds clients that are gone.
public final class ServerSentEvents implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerSentEvents.class);
    private static final long DEFAULT_BOUND = 256 << 10;
    private static final Duration COMMENT = Duration.ofSeconds(15);

    private final String name;
    private final long bound;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param name for the log
    public ServerSentEvents(String name) {
        this(name, DEFAULT_BOUND);
    }

    /// @param bound of bytes waiting per client
    public ServerSentEvents(String name, long bound) {
        this.name = name;
        this.bound = bound;
    }

    private record Client(Channel channel, Outbox outbox, BiPredicate<String, Object> wanted) {}

    /// Sends to every client that wants events of this name.
    ///
    /// @param id   for `Last-Event-ID`, `""` for none
    /// @param data may have several lines
    public void publish(String event, String id, String data) {
        publish(event, id, data, data);
    }

    /// Sends to every client that wants events of this name about this.
    ///
    /// @param subject what clients choose by
    public void publish(String event, String id, String data, Object subject) {
        if (clients.isEmpty()) {
            return;
        }
        byte[] bytes = encode(event, id, data);
        for (Client client : clients) {
            if (client.wanted.test(event, subject)) {
                send(client, bytes);
            }
        }
    }

    /// How many listen.
    public int clients() {
        return clients.size();
    }

    private static byte[] encode(String event, String id, String data) {
        StringBuilder text = new StringBuilder(data.length() + 64);
        if (!id.isEmpty()) {
            text.append("id: ").append(line(id)).append('\n');
        }
        text.append("event: ").append(line(event)).append('\n');
        data.lines().forEach(part -> text.append("data: ").append(part).append('\n'));
        if (data.isEmpty()) {
            text.append("data:\n");
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String value) {
        return value.replace('\n', ' ').replace('\r', ' ');
    }

    private void send(Client client, byte[] bytes) {
        if (client.outbox.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)), bytes.length) == Outbox.Handover.FULL
                && clients.remove(client)) {
            log.warn("dropped {} from the {} events: it reads too slowly, {} bytes wait", SocketConnection.name(client.channel),
                    name,
                    client.outbox.pending());
            client.channel.close();
        }
    }

    /// On the channel's event loop, behind the head of the answer.
    void join(Channel channel, BiPredicate<String, Object> wanted) {
        Client client = new Client(channel, new Outbox(channel, bound), wanted);
        clients.add(client);
        byte[] comment = ":\n\n".getBytes(StandardCharsets.UTF_8);
        send(client, comment);
        var timer = channel.eventLoop().scheduleAtFixedRate(() -> send(client, comment), COMMENT.toMillis(), COMMENT.toMillis(),
                TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener((ChannelFutureListener) _ -> {
            timer.cancel(false);
            clients.remove(client);
            client.outbox.close();
        });
        if (closed) {
            channel.close();
        }
    }

    /// Ends all streams.
    @Override
    public void close() {
        closed = true;
        clients.forEach(client -> client.channel.close());
    }
}
