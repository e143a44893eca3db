package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.ServerRoutes.Registration;
import dev.botyard.api.transport.ServerRoutes.WebSocketHandler;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import dev.botyard.runtime.net.access.Operators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that several accounts take together.
class SharedSocketsIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocketHandler page = (_, socket) -> {
        while (true) {
            socket.send(socket.receive());
        }
    };
    private HttpServer server;
    private PlatformRoutes platform;

    @BeforeEach
    void open() throws Exception {
        Router router = new Router();
        platform = new PlatformRoutes(router, new Operators(new byte[16], () -> "operator", Ticker.system()),
                () -> server.address(), im -> im, (im, account) -> false, Ticker.system());
        server = HttpServer.builder(router).start();
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void aConnectionStaysUntilTheLastOfItsAccountsEnds() throws Exception {
        AccountRoutes first = platform.lend("web", "first", "web");
        AccountRoutes second = platform.lend("web", "second", "web");
        listen(first, page);
        Registration other = listen(second, page);
        Client open = connect();
        open.isAnswered("before");
        first.release();
        first.discard();
        open.isAnswered("the other account still takes it");
        listen(platform.lend("web", "first", "web"), page);
        other.close();
        open.isAnswered("the first is back");
        platform.lend("web", "third", "web").sharedWebSockets(Admission.of(_ -> Decision.ADMIT), (_, _) -> {}).close();
        open.isAnswered("another handler's end is another's");
    }

    @Test
    void theLastOfItsAccountsEndsIt() throws Exception {
        Registration only = listen(platform.lend("web", "first", "web"), page);
        Client open = connect();
        open.isAnswered("before");
        only.close();
        assertEquals("closed with 1012", open.next());
    }

    private static Registration listen(AccountRoutes routes, WebSocketHandler handler) {
        return routes.sharedWebSockets(Admission.of(_ -> Decision.ADMIT), handler);
    }

    private Client connect() throws Exception {
        Client ear = new Client();
        ear.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/web/receive"), ear)
                .get(Patience.SECONDS, TimeUnit.SECONDS);
        return ear;
    }

    /// One page's side of its connection.
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private WebSocket socket;

        void isAnswered(String text) throws InterruptedException {
            socket.sendText(text, true);
            assertEquals(text, next());
        }

        String next() throws InterruptedException {
            return heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public CompletableFuture<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletableFuture<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed with " + code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add(error.toString());
        }
    }
}
