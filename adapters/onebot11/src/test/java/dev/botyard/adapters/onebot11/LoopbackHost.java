package dev.botyard.adapters.onebot11;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
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
import dev.botyard.api.transport.WebSocket;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Just enough of a host for one account, on real sockets.
final class LoopbackHost implements AdapterContext, ServerRoutes, AutoCloseable {
    static final Duration SOON = Patience.SOON;

    final LinkedBlockingQueue<InboundEvent> emitted = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> states = new LinkedBlockingQueue<>();
    final Semaphore busy = new Semaphore(Integer.MAX_VALUE);
    final Adapter adapter;
    private final AdapterConfig config;
    private final KeyValueStore store;
    private final WireServer server = new WireServer(new Routes());
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private volatile Posted posted;
    private volatile Thread running;
    private volatile Throwable ended;

    private record Posted(Admission admission, RouteHandler handler) {}

    LoopbackHost(Map<String, String> settings, KeyValueStore store) {
        this.store = store;
        Map<String, List<String>> values = new HashMap<>();
        settings.forEach((key, value) -> values.put(key, List.of(value)));
        OneBotAdapterFactory factory = new OneBotAdapterFactory();
        config = new AdapterConfig(factory.descriptor().schema(), values);
        adapter = factory.create(this);
    }

    static LoopbackHost running(Map<String, String> settings, KeyValueStore store) {
        LoopbackHost host = new LoopbackHost(settings, store);
        host.start();
        return host;
    }

    void start() {
        ended = null;
        running = Thread.ofVirtual().name("account").start(() -> {
            try {
                adapter.run(new Ear());
                ended = new AssertionError("run returned");
            } catch (Throwable failure) {
                ended = failure;
            }
        });
    }

    /// Waits for the end of `run`.
    Throwable end() throws InterruptedException {
        if (!running.join(SOON)) {
            throw new AssertionError("run goes on");
        }
        return ended;
    }

    void stop() throws InterruptedException {
        running.interrupt();
        end();
    }

    <E extends InboundEvent> E event(Class<E> type) throws InterruptedException {
        while (true) {
            InboundEvent event = emitted.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("no " + type.getSimpleName());
            }
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

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

    /// The path that accounts share, and the account's own.
    URI sharedPath(String scheme) {
        return server.address(scheme, "/api/qq/receive");
    }

    URI ownPath(String scheme) {
        return server.address(scheme, "/api/qq/receive/bot");
    }

    @Override
    public void close() throws InterruptedException {
        if (running != null) {
            running.interrupt();
            running.join(SOON);
        }
        server.close();
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
        public void pending(String reason) {
            states.add("pending " + reason);
        }

        @Override
        public void loginLost(String reason, String action) {
            states.add("lost " + reason);
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
        return "qq";
    }

    @Override
    public AdapterConfig config() {
        return config;
    }

    @Override
    public HttpClient http() {
        return call -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(call.timeout())
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new HttpAnswer(answer.statusCode(), answer.headers().map(), answer.body());
            } catch (ConnectException refused) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "cannot reach " + call, refused);
            } catch (HttpTimeoutException late) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no answer from " + call, late);
            } catch (IOException broken) {
                throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "no whole answer from " + call, broken);
            }
        };
    }

    @Override
    public WebSocketClient webSockets() {
        return (uri, headers, timeout) -> {
            try {
                return new TestWebSocket(WireSocket.connect(uri, headers));
            } catch (WireSocket.HandshakeRefused refused) {
                boolean token = refused.status() == 401 || refused.status() == 403;
                throw new AdapterException(token ? ErrorKind.AUTHENTICATION : ErrorKind.COMMUNICATION, refused.getMessage(),
                        refused);
            } catch (IOException unreachable) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "cannot reach " + uri, unreachable);
            }
        };
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
        return store;
    }

    @Override
    public Path folder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventSink events() {
        return event -> {
            busy.acquire();
            busy.release();
            emitted.add(event);
            return EventSink.Acceptance.ACCEPTED;
        };
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("bot");
    }

    /// What the host would be told that asks whether the newest connection is alive.
    boolean answers() throws InterruptedException {
        Listener listener = listeners.stream().filter(found -> found.newest != null).findFirst().orElseThrow();
        try {
            return listener.probe.answers(listener.newest);
        } catch (AdapterException silent) {
            return false;
        }
    }

    @Override
    public WebSocketListener webSockets(Admission admission) {
        return probedWebSockets(admission, WebSocket::open);
    }

    @Override
    public WebSocketListener probedWebSockets(Admission admission, Probe probe) {
        Listener listener = new Listener(admission, probe);
        listeners.add(listener);
        return listener;
    }

    @Override
    public Registration webSockets(Admission admission, WebSocketHandler handler) {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public Registration http(Admission admission, RouteHandler handler) {
        posted = new Posted(admission, handler);
        return () -> posted = null;
    }

    @Override
    public Registration mount(String name, RouteHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI address() {
        return ownPath("http");
    }

    private final class Listener implements WebSocketListener {
        private final Admission admission;
        private final Probe probe;
        private final LinkedBlockingQueue<WebSocket> waiting = new LinkedBlockingQueue<>();
        private volatile WebSocket newest;

        Listener(Admission admission, Probe probe) {
            this.admission = admission;
            this.probe = probe;
        }

        @Override
        public WebSocket accept() throws InterruptedException {
            while (true) {
                WebSocket next = waiting.poll(20, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                if (!listeners.contains(this)) {
                    throw new AdapterException(ErrorKind.COMMUNICATION, "closed");
                }
            }
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    private final class Routes implements WireServer.Handler {
        @Override
        public WireServer.Answer handle(WireMessage request) throws Exception {
            TestRequest routed = new TestRequest(request);
            if (request.upgrade()) {
                Decision refusal = Decision.NOT_MINE;
                for (Listener listener : listeners) {
                    Decision decision = decide(listener.admission, routed);
                    if (decision.kind() == Decision.Kind.ADMIT) {
                        return WireServer.Answer.UPGRADE;
                    }
                    refusal = decision.kind() == Decision.Kind.REFUSE ? decision : refusal;
                }
                return new WireServer.Answer(refusal.status(), "text/plain",
                        refusal.reason().getBytes(StandardCharsets.UTF_8));
            }
            Posted route = posted;
            Decision decision = route == null ? Decision.NOT_MINE : decide(route.admission(), routed);
            RouteAnswer answer = decision.kind() == Decision.Kind.ADMIT
                    ? route.handler().handle(routed)
                    : RouteAnswer.status(decision.status());
            return new WireServer.Answer(answer.status(), "text/plain", answer.body());
        }

        private static Decision decide(Admission admission, TestRequest request) {
            boolean asked = admission.headerName().isEmpty() || request.accountInPath().isPresent()
                    || request.header(admission.headerName()).orElse("").equals(admission.headerValue());
            return asked ? admission.decide().apply(request) : Decision.NOT_MINE;
        }

        @Override
        public void connected(WireMessage request, WireSocket socket) throws Exception {
            TestWebSocket webSocket = new TestWebSocket(socket);
            for (Listener listener : listeners) {
                if (decide(listener.admission, new TestRequest(request)).kind() == Decision.Kind.ADMIT) {
                    listener.newest = webSocket;
                    listener.waiting.add(webSocket);
                    webSocket.closed.acquire();
                    return;
                }
            }
        }
    }
}
