package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.im.account.EventTaker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A context that keeps what the adapter emits and can be busy like a host under load. Thread-safe; lives as long as the account, over
/// several attempts.
public final class RecordingAdapterContext implements AdapterContext {
    private final AccountId account;
    private final String imType;
    private volatile AdapterConfig config;
    private final LoopbackNetwork network;
    private final Clock clock;
    private final Path folder;
    private final KeyValueStore stored;
    private final BlockingQueue<InboundEvent> events = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(1);
    private final OfferedCommands commands = new OfferedCommands();
    private volatile EventTaker taker = (im, id, event) -> EventSink.Acceptance.ACCEPTED;

    RecordingAdapterContext(AccountId account, String imType, AdapterConfig config, LoopbackNetwork network, Clock clock,
            Path folder, KeyValueStore stored) {
        this.account = account;
        this.imType = imType;
        this.config = config;
        this.network = network;
        this.clock = clock;
        this.folder = folder;
        this.stored = stored;
    }

    /// What was emitted and not taken yet.
    public BlockingQueue<InboundEvent> emitted() {
        return events;
    }

    /// From now on `emit` blocks until [#free].
    public void busy() {
        room.acquireUninterruptibly();
    }

    /// Ends [#busy].
    public void free() {
        room.release();
    }

    /// From the next attempt on the account has these settings.
    void configure(AdapterConfig settings) {
        config = settings;
    }

    /// From now on what is emitted goes to `next` too, which decides.
    void handOn(EventTaker next) {
        taker = next;
    }

    @Override
    public AccountId account() {
        return account;
    }

    @Override
    public String imType() {
        return imType;
    }

    @Override
    public AdapterConfig config() {
        return config;
    }

    @Override
    public HttpClient http() {
        return network.http(account);
    }

    @Override
    public WebSocketClient webSockets() {
        return network.webSockets(account);
    }

    @Override
    public ServerRoutes routes() {
        return network.routes(account);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public KeyValueStore storage() {
        return stored;
    }

    @Override
    public Path folder() {
        if (folder == null) {
            throw new IllegalStateException(
                    "account " + account + " was given no folder; give it one with HarnessBuilder.folder");
        }
        return folder;
    }

    @Override
    public EventSink events() {
        return event -> {
            room.acquire();
            room.release();
            EventSink.Acceptance acceptance = taker.accept(imType, account.value(), event);
            if (acceptance != EventSink.Acceptance.REFUSED) {
                events.add(event);
            }
            return acceptance;
        };
    }

    @Override
    public OfferedCommands commands() {
        return commands;
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("account." + account);
    }
}
