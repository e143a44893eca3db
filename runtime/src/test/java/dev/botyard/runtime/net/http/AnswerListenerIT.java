package dev.botyard.runtime.net.http;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerListenerIT {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Router router = new Router();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        router.add(Route.get("/cups/{name}", request -> HttpReply.text(200, request.parameter("name"))));
        router.add(Route.get("/broken", request -> {
            throw new IllegalStateException("no tea");
        }));
        server = HttpServer.builder(router).start();
        server.listen((method, route, status, took) -> told.add(method + " '" + route + "' " + status));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void ask(String line, int status) throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(status, peer.say(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n").answer().status());
        }
    }

    @Test
    void theRouteIsToldAndNotThePath() throws IOException {
        ask("GET /cups/green%20tea", 200);
        ask("GET /broken", 500);
        await().until(() -> told.equals(List.of("GET '/cups/{name}' 200", "GET '/broken' 500")));
    }

    @Test
    void whatNobodyAnswersHasNoRoute() throws IOException {
        ask("GET /nowhere", 404);
        ask("POST /cups/x", 405);
        ask("BREW /nowhere", 404);
        try (RawPeer peer = new RawPeer(server.port())) {
            assertEquals(400, peer.say("nonsense\r\n\r\n").answer().status());
        }
        await().until(() -> told.equals(List.of("GET '' 404", "POST '' 405", "BREW '' 404", " '' 400")));
    }
}
