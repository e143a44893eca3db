package dev.botyard.adapters.web;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Commands;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.testkit.OfferedCommands;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one web account as the host does.
final class TestHost implements AutoCloseable {
    private final WebAdapterFactory factory;
    private final Context context;
    private final Adapter adapter;
    private final Thread thread;
    private final BlockingQueue<InboundEvent> events = new LinkedBlockingQueue<>();
    private final OfferedCommands commands = new OfferedCommands();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private TestHost(WebAdapterFactory factory, String account, Path folder, ServerRoutes routes, Map<String, String> config)
            throws InterruptedException, IOException {
        this.factory = factory;
        Map<String, List<String>> values = new HashMap<>();
        config.forEach((key, value) -> values.put(key, List.of(value)));
        context = new Context(new AccountId(account), new AdapterConfig(factory.descriptor().schema(), values), routes,
                Files.createDirectories(folder), event -> {
                    events.add(event);
                    return EventSink.Acceptance.ACCEPTED;
                }, commands);
        adapter = factory.create(context);
        CountDownLatch connected = new CountDownLatch(1);
        thread = Thread.ofVirtual().start(() -> {
            try {
                adapter.run(new Ear(connected));
            } catch (InterruptedException stopped) {
                // asked to stop
            } catch (RuntimeException broken) {
                failure.set(broken);
            } finally {
                connected.countDown();
            }
        });
        if (!connected.await(Patience.SECONDS, TimeUnit.SECONDS) || failure.get() != null) {
            throw new IllegalStateException("the account did not connect", failure.get());
        }
    }

    static TestHost start(WebAdapterFactory factory, String account, Path folder, ServerRoutes routes, Map<String, String> config)
            throws InterruptedException, IOException {
        return new TestHost(factory, account, folder, routes, config);
    }

    WebAdapterFactory factory() {
        return factory;
    }

    Adapter adapter() {
        return adapter;
    }

    /// The next event, waiting for it.
    InboundEvent event() throws InterruptedException {
        InboundEvent event = events.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new IllegalStateException("no event came");
        }
        return event;
    }

    /// What plugins answer to.
    OfferedCommands commands() {
        return commands;
    }

    BlockingQueue<InboundEvent> events() {
        return events;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(Patience.SOON)) {
            throw new IllegalStateException("the account did not stop");
        }
    }

    private record Ear(CountDownLatch latch) implements Connection {
        @Override
        public void connected(AccountProfile profile) {
            latch.countDown();
        }

        @Override
        public void waiting(String detail) {}

        @Override
        public void loginLost(String reason, String action) {}

        @Override
        public void alive() {}

        @Override
        public void expectLife(Duration interval) {}
    }

    private record Context(AccountId account, AdapterConfig config, ServerRoutes routes, Path folder, EventSink events,
            Commands commands)
            implements
                AdapterContext {
        @Override
        public String imType() {
            return "web";
        }

        @Override
        public HttpClient http() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WebSocketClient webSockets() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public KeyValueStore storage() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Logger log() {
            return LoggerFactory.getLogger("account.web");
        }
    }
}
