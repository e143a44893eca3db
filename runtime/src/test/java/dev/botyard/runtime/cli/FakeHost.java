package dev.botyard.runtime.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// An admin API that says what a test wants and remembers what it was asked.
final class FakeHost implements AutoCloseable {
    static final String TOKEN = "token-of-the-test";

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> first = new ConcurrentHashMap<>();
    private final Map<String, Runnable> effects = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile JsonNode body;

    private record Answer(int status, String text) {}

    FakeHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().toString().replace("/api/v1", "");
            asked.add(line);
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            body = bytes.length == 0 ? null : read(new String(bytes, StandardCharsets.UTF_8));
            Answer answer = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    ? next(line)
                    : new Answer(401, "{\"error\":{\"code\":\"unauthorized\",\"message\":\"no\"}}");
            effects.getOrDefault(line, () -> {}).run();
            byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    /// JSON lines stay text.
    private static JsonNode read(String text) {
        return text.strip().contains("\n{") ? Json.MAPPER.valueToTree(text) : Json.MAPPER.readTree(text);
    }

    private Answer next(String line) {
        Answer once = first.getOrDefault(line, new ArrayDeque<>()).poll();
        return once != null
                ? once
                : answers.getOrDefault(line,
                        new Answer(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"no such thing\"}}"));
    }

    /// What the request brings about, before it is answered.
    FakeHost effect(String line, Runnable effect) {
        effects.put(line, effect);
        return this;
    }

    /// Answers this once before what [#on] says.
    FakeHost once(String line, int status, String json) {
        first.computeIfAbsent(line, key -> new ConcurrentLinkedDeque<>()).add(new Answer(status, json));
        return this;
    }

    /// @param line such as `GET /accounts`
    FakeHost on(String line, int status, String json) {
        answers.put(line, new Answer(status, json));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    /// What came with the last request.
    JsonNode body() {
        return body;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
