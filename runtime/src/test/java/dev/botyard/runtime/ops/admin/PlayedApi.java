package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.infra.store.AuditLog;
import dev.botyard.runtime.net.access.ApiTokens;
import dev.botyard.runtime.net.access.Operators;
import dev.botyard.runtime.net.access.SessionShelf;
import dev.botyard.runtime.net.access.TokenShelf;
import dev.botyard.runtime.net.http.HttpServer;
import dev.botyard.runtime.net.http.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Resources of the admin API on a real port, and an operator who asks them.
final class PlayedApi implements AutoCloseable {
    static final String TOKEN = "token-of-the-operator";

    final Router router = new Router();
    final Operators operators;
    final AdminApi api;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    PlayedApi(Supplier<String> token) throws IOException {
        this(token, TokenShelf.NONE, _ -> {});
    }

    PlayedApi(Supplier<String> token, TokenShelf tokens, Consumer<AuditLog.Row> audit) throws IOException {
        operators = new Operators(new byte[32], token, Ticker.system(), SessionShelf.NONE,
                new ApiTokens(tokens, Ticker.system()));
        api = new AdminApi(router, operators, audit, Ticker.system());
        server = HttpServer.builder(router).start();
    }

    PlayedApi() throws IOException {
        this(() -> TOKEN);
    }

    /// What came back.
    ///
    /// @param json null when the body is none
    record Answer(int status, JsonNode json, String text, HttpResponse<String> whole) {
        String error() {
            return status + " " + json.at("/error/code").stringValue("") + ": " + json.at("/error/message").stringValue("");
        }
    }

    /// Asks with the token.
    Answer ask(String method, String path, String body) throws Exception {
        return ask(method, path, body, "Authorization", "Bearer " + TOKEN);
    }

    Answer ask(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return new Answer(answer.statusCode(), json ? Json.MAPPER.readTree(answer.body()) : null, answer.body(), answer);
    }

    /// The lines of an answer that goes on.
    Stream<String> follow(String path) throws Exception {
        return follow(path, TOKEN);
    }

    /// The same for somebody with this token.
    Stream<String> follow(String path, String token) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .headers("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofLines()).body();
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
    }
}
