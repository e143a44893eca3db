package dev.botyard.runtime;

import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HomeLock;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.logging.LogRing;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.infra.store.Retention;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Closing;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpLimits;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all other parts stand on: the home, the settings, the store and the port. Opened first, closed last.
///
/// @param server not listening yet
record HostGround(HostOptions options, HomeFolder home, HostConfiguration configuration, Ticker ticker, StorePlace place,
        Store store,
        EventLoops loops, Router router, HttpServer server, LogRing logs, Closing closing) {
    private static final Logger log = LoggerFactory.getLogger(HostGround.class);

    /// @param closing takes what is opened, also when opening fails half way
    static HostGround open(HostOptions options, Closing closing) throws IOException, InterruptedException {
        HomeFolder home = new HomeFolder(options.home());
        home.create();
        HomeLock lock = closing.add(home.lock());
        log.debug("home {} is held by {}", home.root(), lock);
        LogRing logs = Logging.toFolder(home.logs());
        HostConfiguration configuration = new HostConfiguration(home, options.environment());
        configuration.readFirst();
        Logging.level(configuration.settings().log().level());
        Logging.format(configuration.settings().log().format());
        logs.keep(configuration.settings().log().lines());
        Ticker ticker = closing.add(Ticker.system());
        StorePlace place = place(home, configuration, options);
        Retention retention = Retention.DEFAULT.withRuns(configuration.settings().log().runs());
        try (var starting = Threads.perTask("start")) {
            Future<Store> opening = starting.submit(() -> place.open(retention, ticker));
            EventLoops loops = closing.add(EventLoops.start(ticker));
            Router router = new Router();
            HttpServer server = server(options, configuration, router, loops);
            Store store = closing.add(result(opening));
            return new HostGround(options, home, configuration, ticker, place, store, loops, router, server, logs, closing);
        }
    }

    /// A file with mistakes is not in force, and must not make a host begin with another store.
    private static StorePlace place(HomeFolder home, HostConfiguration configuration, HostOptions options) {
        return configuration.problems().isEmpty()
                ? StorePlace.of(home, configuration.settings().store(), options.environment())
                : StorePlace.read(home, configuration.reader(), options.environment());
    }

    private static HttpServer server(HostOptions options, HostConfiguration configuration, Router router, EventLoops loops)
            throws IOException {
        HostSettings settings = configuration.settings();
        int port = options.port() != null
                ? options.port()
                : HostSettings.portFromEnvironment(options.environment()).orElse(settings.port());
        HttpLimits limits = HttpLimits.DEFAULT.withMaxBodyBytes(settings.http().maxBodyBytes())
                .withWebSocket(WebSocketLimits.DEFAULT.withMaxMessageBytes(settings.http().maxFrameBytes()));
        return HttpServer.builder(router).host(boundHost(options, settings)).port(port).limits(limits)
                .allowedOrigins(Set.copyOf(settings.http().allowedOrigins()))
                .publicAddress(() -> configuration.settings().publicAddress()).loops(loops).build();
    }

    private static String boundHost(HostOptions options, HostSettings settings) {
        return options.host() != null
                ? options.host()
                : HostSettings.hostFromEnvironment(options.environment()).orElse(settings.host());
    }

    private static <T> T result(Future<T> future) throws InterruptedException, IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    HostSettings settings() {
        return configuration.settings();
    }

    /// The canonical IM type behind an alias.
    String canonical(String im) {
        return settings().canonical(im);
    }

    /// Where people reach the host.
    URI publicAddress() {
        return settings().publicAddress().orElseGet(server::address);
    }

    /// Listens.
    void listen() throws IOException {
        closing.add(server).start();
        if (!server.onLoopback()) {
            log.warn(
                    "listening on {}, which other machines reach, and without TLS: tokens and messages travel in the clear; put a"
                            + " reverse proxy with https in front and set public_url, or listen on 127.0.0.1",
                    boundHost(options, settings()));
        }
    }
}
