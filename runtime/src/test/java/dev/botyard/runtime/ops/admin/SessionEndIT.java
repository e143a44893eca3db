package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.secret.AdminTokenFile;
import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.http.ServerSentEvents;
import dev.botyard.runtime.im.ingress.PlatformRoutes;
import dev.botyard.runtime.net.access.AdminToken;
import dev.botyard.runtime.net.access.Operators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a login keeps open ends with it.
class SessionEndIT {
    private final ServerSentEvents events = new ServerSentEvents("test");
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private HomeFolder home;
    private AdminToken token;
    private Operators operators;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        home = new HomeFolder(folder);
        home.create();
        token = new AdminToken(new AdminTokenFile(home.adminTokenFile(), Map.of()));
        operators = new Operators(new byte[32], token, Ticker.system());
        Router router = new Router();
        new AdminApi(router, operators).add(new SessionResource(operators, token, () -> ""))
                .add(api -> api.get("/events", _ -> HttpReply.events(events, _ -> true)));
        new PlatformRoutes(router, operators, () -> server.address(), im -> im, (im, account) -> false, Ticker.system())
                .lend("web", "web", "web").webSockets(
                        Admission.of(request -> request.operator() ? Decision.ADMIT : Decision.refuse(401, "log in first")),
                        (_, socket) -> socket.receive());
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
        events.close();
    }

    @Test
    void logoutEndsTheBrowsersStreamsAndSocketsAlone() throws Exception {
        String mine = login();
        String other = login();
        CompletableFuture<Void> stream = stream("Cookie", mine);
        CompletableFuture<Void> socket = socket("Cookie", mine);
        CompletableFuture<Void> otherStream = stream("Cookie", other);
        CompletableFuture<Void> otherSocket = socket("Cookie", other);
        assertEquals(200, post("/logout", "Cookie", mine).statusCode());
        stream.get(Patience.SECONDS, TimeUnit.SECONDS);
        socket.get(Patience.SECONDS, TimeUnit.SECONDS);
        assertFalse(otherStream.isDone() || otherSocket.isDone(), "the other browser stays");
    }

    @Test
    void endingASessionFromTheListEndsWhatItKeepsOpen() throws Exception {
        CompletableFuture<Void> stream = stream("Cookie", login());
        assertEquals(200, client.send(request("/sessions/" + operators.sessions().getFirst().id(), bearer(token.get()))
                .DELETE().build(), HttpResponse.BodyHandlers.ofString()).statusCode());
        stream.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void anotherTokenEndsWhatTheFormerOneKeepsOpen() throws Exception {
        CompletableFuture<Void> stream = stream("Cookie", login());
        CompletableFuture<Void> socket = socket("Cookie", login());
        CompletableFuture<Void> program = stream("Authorization", "Bearer " + token.get());
        assertEquals(200, post("/token/rotate", bearer(token.get())).statusCode());
        stream.get(Patience.SECONDS, TimeUnit.SECONDS);
        socket.get(Patience.SECONDS, TimeUnit.SECONDS);
        program.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void anotherTokenInTheFileIsNoticedWhereOneLooks() throws Exception {
        CompletableFuture<Void> stream = stream("Cookie", login());
        new AdminTokenFile(home.adminTokenFile(), Map.of()).rotate();
        operators.endStale();
        stream.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    private static String[] bearer(String token) {
        return new String[]{"Authorization", "Bearer " + token};
    }

    private HttpRequest.Builder request(String path, String... header) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path)).headers(header);
    }

    private HttpResponse<String> post(String path, String... header) throws Exception {
        return client.send(request(path, header).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// @return the cookie of a fresh session
    private String login() throws Exception {
        String cookie = post("/sessions", bearer(token.get())).headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /// @return done when the stream has ended
    private CompletableFuture<Void> stream(String... header) throws Exception {
        int before = events.clients();
        CompletableFuture<Void> ended = client
                .sendAsync(request("/events", header).build(), HttpResponse.BodyHandlers.discarding())
                .handle((_, _) -> null);
        await("the stream is open").until(() -> events.clients() > before);
        return ended;
    }

    /// @return done when the socket has ended
    private CompletableFuture<Void> socket(String... header) throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        client.newWebSocketBuilder().header(header[0], header[1])
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/web/receive"), new WebSocket.Listener() {
                    @Override
                    public CompletableFuture<?> onClose(WebSocket socket, int code, String reason) {
                        ended.complete(null);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable error) {
                        ended.complete(null);
                    }
                }).get(Patience.SECONDS, TimeUnit.SECONDS);
        return ended;
    }
}
