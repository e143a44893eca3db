package dev.botyard.acceptance;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The chat page without a browser, for the user `admin` of the account `web`.
final class PlayedPage implements AutoCloseable {
    private static final String CHAT = "{\"kind\": \"private\", \"id\": \"admin\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final RunningHost host;
    private final WebSocket socket;

    PlayedPage(RunningHost host) throws InterruptedException {
        this.host = host;
        socket = http.newWebSocketBuilder().header("Authorization", "Bearer " + host.token())
                .buildAsync(URI.create("ws://" + host.address().getAuthority() + "/api/web/receive"), new Ear()).join();
        socket.sendText("{\"type\": \"hello\"}", true).join();
        await(frame -> frame.path("type").stringValue("").equals("ready"));
    }

    void says(String text) {
        Map<String, Object> part = Map.of("type", "text", "text", text);
        socket.sendText(Json.MAPPER.writeValueAsString(Map.of("type", "send", "key", text, "account", "web", "chat",
                Json.MAPPER.readTree(CHAT), "user", "admin", "parts", java.util.List.of(part))), true).join();
    }

    /// The first part of the bot's next message.
    JsonNode hears() throws InterruptedException {
        return await(frame -> frame.path("type").stringValue("").equals("message")
                && frame.path("message").path("bot").booleanValue(false)).path("message").path("parts").path(0);
    }

    /// What an `<audio>` element would load.
    HttpResponse<byte[]> loads(JsonNode part) throws Exception {
        URI address = host.address().resolve("/chat/media/" + part.path("media").stringValue(""));
        return http.send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + host.token()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Patience.SOON.toNanos();
        while (true) {
            JsonNode frame = frames.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("the frame did not come");
            }
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Json.MAPPER.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
