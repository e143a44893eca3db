package dev.botyard.adapters.qx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Just enough of a host for one account, on real sockets.
final class LoopbackHost implements AdapterContext, ServerRoutes, AutoCloseable {
    static final Duration SOON = Patience.SOON;

    final LinkedBlockingQueue<InboundEvent> emitted = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> states = new LinkedBlockingQueue<>();
    final QxAdapter adapter;
    volatile EventSink.Acceptance acceptance = EventSink.Acceptance.ACCEPTED;
    private final AdapterConfig config;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private final Thread running;
    private volatile Admission admission;
    private volatile RouteHandler handler;
    private volatile Throwable ended;

    private LoopbackHost(QxAdapterFactory factory, Map<String, List<String>> settings) throws IOException {
        config = new AdapterConfig(factory.descriptor().schema(), settings);
        adapter = (QxAdapter) factory.create(this);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        running = Thread.ofVirtual().name("account").start(() -> {
            try {
                adapter.run(new Ear());
                ended = new AssertionError("run returned");
            } catch (Throwable failure) {
                ended = failure;
            }
        });
    }

    /// @param settings key, value, key, value, …
    static LoopbackHost running(QxAdapterFactory factory, String... settings) throws IOException {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], List.of(settings[i + 1]));
        }
        return new LoopbackHost(factory, values);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            TestRequest request = TestRequest.of(exchange);
            Admission asked = admission;
            Decision decision = asked == null ? Decision.NOT_MINE : asked.decide().apply(request.withoutBody());
            RouteAnswer answer = decision.kind() == Decision.Kind.ADMIT
                    ? handler.handle(request)
                    : RouteAnswer.status(decision.status());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Posts a callback to this host.
    ///
    /// @param path such as `/receive?key=…`
    int post(String path, String json) throws Exception {
        return http
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/qx" + path))
                        .timeout(SOON).POST(HttpRequest.BodyPublishers.ofString(json)).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /// Waits for the end of `run`.
    AdapterException end() throws InterruptedException {
        if (!running.join(SOON)) {
            throw new AssertionError("run goes on");
        }
        if (ended instanceof AdapterException failure) {
            return failure;
        }
        throw new AssertionError(ended);
    }

    <E extends InboundEvent> E event(Class<E> type) throws InterruptedException {
        InboundEvent event = emitted.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
        if (!type.isInstance(event)) {
            throw new AssertionError("no " + type.getSimpleName() + " but " + event);
        }
        return type.cast(event);
    }

    /// Waits for a state that begins like this; an end of `run` shows in the message.
    String state(String start) throws InterruptedException {
        StringBuilder seen = new StringBuilder();
        while (true) {
            String state = states.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
            if (state == null) {
                throw new AssertionError("no state '" + start + "', only: " + seen + (ended == null ? "" : " and " + ended));
            }
            if (state.startsWith(start)) {
                return state;
            }
            seen.append(state).append("; ");
        }
    }

    @Override
    public void close() throws InterruptedException {
        running.interrupt();
        running.join(SOON);
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }

    private final class Ear implements Connection {
        @Override
        public void connected(AccountProfile profile) {
            states.add("connected " + profile.platformId() + " " + profile.name() + " " + profile.detail());
        }

        @Override
        public void waiting(String detail) {
            states.add("waiting " + detail);
        }

        @Override
        public void loginLost(String reason, String action) {
            states.add("lost " + reason + "; " + action);
        }

        @Override
        public void alive() {}

        @Override
        public void expectLife(Duration interval) {}
    }

    @Override
    public AccountId account() {
        return new AccountId("bot");
    }

    @Override
    public String imType() {
        return "qx";
    }

    @Override
    public AdapterConfig config() {
        return config;
    }

    @Override
    public HttpClient http() {
        return call -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(call.timeout()).method(call.method(),
                    HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
            } catch (ConnectException refused) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "cannot reach " + call, refused);
            } catch (IOException broken) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no whole answer from " + call, broken);
            }
        };
    }

    @Override
    public WebSocketClient webSockets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerRoutes routes() {
        return this;
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
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSink events() {
        return event -> {
            emitted.add(event);
            return acceptance;
        };
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("bot");
    }

    @Override
    public WebSocketListener webSockets(Admission asked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration webSockets(Admission asked, WebSocketHandler socketHandler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration http(Admission asked, RouteHandler routeHandler) {
        handler = routeHandler;
        admission = asked;
        return () -> admission = null;
    }

    @Override
    public Registration mount(String name, RouteHandler routeHandler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1/api/qx/receive/bot");
    }
}
