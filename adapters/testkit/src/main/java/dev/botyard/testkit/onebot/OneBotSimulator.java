package dev.botyard.testkit.onebot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Plays a OneBot v11 implementation with any number of accounts.
///
/// Reverse WebSocket: [SimulatedAccount#connect(URI)]. Forward WebSocket and HTTP: [#webSocketUrl] and [#httpUrl], one server for all
/// accounts, told apart by the first part of the path. HTTP POST of events: [#post].
public final class OneBotSimulator implements AutoCloseable {
    private final Map<String, SimulatedAccount> accounts = new ConcurrentHashMap<>();
    private final AtomicBoolean universal = new AtomicBoolean(true);
    private final HttpClient poster = HttpClient.newHttpClient();
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
        public WireServer.Answer handle(WireMessage request) throws IOException {
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
            return call(account, rest, request);
        }

        private WireServer.Answer call(SimulatedAccount account, String action, WireMessage request) {
            JsonNode params = SimulatedAccount.JSON.readTree(request.body().length == 0
                    ? "{}".getBytes(StandardCharsets.UTF_8)
                    : request.body());
            RecordedCall call = account.called(action, params, "http");
            Behaviour behaviour = account.behaviour(action);
            return switch (behaviour) {
                case Behaviour.Drop() -> new WireServer.Answer(-1, "", new byte[0]);
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
