package dev.botyard.adapters.weixin;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.client.ConnectionScope;
import dev.botyard.runtime.net.client.Transport;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the host lends to one account: its real outgoing network, a store that outlives attempts, and a sink that remembers what it took.
/// Thread-safe.
final class TestHost implements AdapterContext, AutoCloseable {
    private final EventLoops loops = EventLoops.start(1);
    private final Transport transport = new Transport(loops);
    private final ConnectionScope scope = transport.scope();
    private final MemoryStore stored = new MemoryStore();
    private final Map<String, List<String>> settings = new HashMap<>();
    private final BlockingQueue<MessageEvent> events = new LinkedBlockingQueue<>();
    private final TestClock clock = new TestClock(Instant.now());
    private final Path folder;
    private final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);

    TestHost(IlinkServer server, Path folder) {
        this.folder = folder;
        settings.put("base_url", List.of(server.url().toString()));
        settings.put("cdn_url", List.of(server.cdn().toString()));
    }

    TestHost with(String key, String value) {
        settings.put(key, List.of(value));
        return this;
    }

    /// A login as it lies in the store.
    TestHost loggedIn(IlinkServer server) {
        new Credentials(server.freshToken(), server.url(), IlinkServer.BOT, IlinkServer.ANN).write(storage());
        return this;
    }

    /// Takes so many more events, then refuses like a host that is stopping.
    void takeOnly(int count) {
        room.set(count);
    }

    MessageEvent next() throws InterruptedException {
        MessageEvent event = events.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came");
        }
        return event;
    }

    boolean idle() {
        return events.isEmpty();
    }

    Map<String, String> stored() {
        return stored.values();
    }

    void later(Duration by) {
        clock.advance(by);
    }

    WeixinAdapter adapter() {
        return new WeixinAdapter(this, WeixinConfig.of(config()),
                new Pace(Duration.ofMillis(10), Duration.ofSeconds(3), Duration.ofMinutes(5), Patience.seconds(1)));
    }

    @Override
    public AccountId account() {
        return new AccountId("wx_ann");
    }

    @Override
    public String imType() {
        return "weixin";
    }

    @Override
    public AdapterConfig config() {
        return new AdapterConfig(WeixinConfig.SCHEMA, settings);
    }

    @Override
    public HttpClient http() {
        return scope.http();
    }

    @Override
    public WebSocketClient webSockets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerRoutes routes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public KeyValueStore storage() {
        return stored;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public EventSink events() {
        return event -> {
            if (room.getAndDecrement() <= 0) {
                return EventSink.Acceptance.REFUSED;
            }
            events.add((MessageEvent) event);
            return EventSink.Acceptance.ACCEPTED;
        };
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("account.wx_ann");
    }

    @Override
    public void close() {
        transport.close();
        loops.close();
    }

    /// An address where nobody listens.
    static URI nowhere() {
        return URI.create("http://127.0.0.1:1");
    }
}
