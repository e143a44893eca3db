package dev.botyard.testkit.onebot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Plays a OneBot v11 implementation with any number of accounts.
///
/// Reverse WebSocket: [SimulatedAccount#connect(URI)]. Forward WebSocket and HTTP: [#webSocketUrl] and [#httpUrl], one server for all
/// accounts, told apart by the first part of the path. HTTP POST of events: [#post].
public final class OneBotSimulator implements AutoCloseable {
    private static final WireServer.Answer HANG_UP = new WireServer.Answer(-1, "", new byte[0]);

    private final Map<String, SimulatedAccount> accounts = new ConcurrentHashMap<>();
    private final AtomicBoolean universal = new AtomicBoolean(true);
    private final HttpClient poster = HttpClient.newHttpClient();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Consumer<WireMessage> listener = request -> {};
    private final CountDownLatch closed = new CountDownLatch(1);
    private WireServer server;

    /// The account with this number, made on first use.
    public SimulatedAccount account(String selfId) {
        return accounts.computeIfAbsent(selfId, SimulatedAccount::new);
    }

    /// Whether forward WebSocket is served on `/` too, or on `/api` and `/event` alone.
    public OneBotSimulator universal(boolean value) {
        universal.set(value);
        return this;
    }

    /// Where the account is served over forward WebSocket.
    public URI webSocketUrl(String selfId) {
        return server().address("ws", "/" + account(selfId).selfId() + "/");
    }

    /// Where the account is served over HTTP.
    public URI httpUrl(String selfId) {
        return server().address("http", "/" + account(selfId).selfId() + "/");
    }

    /// Hears of each request and handshake, also of those that are then refused.
    public OneBotSimulator onRequest(Consumer<WireMessage> value) {
        listener = value;
        return this;
    }

    /// How many HTTP calls are not answered yet.
    public int underWay() {
        return underWay.get();
    }

    /// Whether anybody listens at [#webSocketUrl] and [#httpUrl].
    public void listening(boolean value) {
        server().listening(value);
    }

    /// From now on connections break in the middle of calls longer than this.
    public void breakAfter(int bytes) {
        server().breakAfter(bytes);
        accounts.values().forEach(account -> account.lines().forEach(line -> line.socket().breakAfter(bytes)));
    }

    private synchronized WireServer server() {
        if (server == null) {
            server = new WireServer(new Served());
        }
        return server;
    }

    /// Posts an event to a host, signed when `secret` is not empty, with the account's token otherwise.
    ///
    /// @return the host's HTTP status
    public int post(URI url, String selfId, String event, String secret) throws IOException, InterruptedException {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Content-Type", "application/json")
                .header("X-Self-ID", selfId)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!secret.isEmpty()) {
            request.header("X-Signature", sign(secret, body));
        } else if (!account(selfId).token().isEmpty()) {
            request.header("Authorization", "Bearer " + account(selfId).token());
        }
        return poster.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        accounts.values().forEach(account -> account.lines().forEach(line -> line.socket().abort()));
        synchronized (this) {
            if (server != null) {
                server.close();
            }
        }
        poster.shutdownNow();
    }

    /// Serves `/{selfId}/`, `/{selfId}/api`, `/{selfId}/event` and `/{selfId}/{action}`.
    private final class Served implements WireServer.Handler {

        @Override
        public WireServer.Answer handle(WireMessage request) throws InterruptedException {
            listener.accept(request);
            SimulatedAccount account = accounts.get(part(request, 1));
            if (account == null) {
                return WireServer.Answer.status(404);
            }
            if (!account.token().isEmpty() && !account.token().equals(request.token())) {
                return WireServer.Answer.status(request.token().isEmpty() ? 401 : 403);
            }
            String rest = part(request, 2);
            if (request.upgrade()) {
                boolean known = rest.equals("api") || rest.equals("event") || (rest.isEmpty() && universal.get());
                return known ? WireServer.Answer.UPGRADE : WireServer.Answer.status(404);
            }
            underWay.incrementAndGet();
            try {
                return call(account, rest, request);
            } finally {
                underWay.decrementAndGet();
            }
        }

        private WireServer.Answer call(SimulatedAccount account, String action, WireMessage request)
                throws InterruptedException {
            JsonNode params = SimulatedAccount.JSON.readTree(request.body().length == 0
                    ? "{}".getBytes(StandardCharsets.UTF_8)
                    : request.body());
            RecordedCall call = account.called(action, params, "http");
            Behaviour behaviour = account.behaviour(action);
            return switch (behaviour) {
                case Behaviour.Drop() -> HANG_UP;
                case Behaviour.Silence() -> {
                    closed.await();
                    yield HANG_UP;
                }
                case Behaviour.Wait(Duration time) -> new WireServer.Answer(429, "text/plain", new byte[0],
                        time.isZero() ? Map.of() : Map.of("Retry-After", Long.toString(time.toSeconds())));
                case Behaviour.Failed(int retcode, String message) when retcode >= 400 && retcode < 600 ->
                    new WireServer.Answer(retcode, "text/plain", message.getBytes(StandardCharsets.UTF_8));
                default -> WireServer.Answer.json(account.answers().text(call, null, behaviour));
            };
        }

        @Override
        public void connected(WireMessage request, WireSocket socket) throws IOException {
            SimulatedAccount account = accounts.get(part(request, 1));
            String role = part(request, 2);
            SimulatedAccount.Line line = new SimulatedAccount.Line(account, socket, !role.equals("event"), !role.equals("api"));
            if (line.events()) {
                line.send(account.events().lifecycle());
            }
            account.read(line);
        }

        private static String part(WireMessage request, int index) {
            String[] parts = request.path().split("/");
            return parts.length > index ? parts[index] : "";
        }
    }
}
