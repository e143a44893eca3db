package dev.botyard.acceptance;

import dev.botyard.api.conversation.Chat;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// The chat page without a browser, for one of the accounts that it shows.
final class CrossWeb extends CrossIm {
    private final HttpClient http = HttpClient.newHttpClient();
    /// What the bot said, by the id of the message, as it was last told.
    private final Map<String, JsonNode> messages = new ConcurrentHashMap<>();
    private final Map<String, byte[]> media = new ConcurrentHashMap<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private RunningHost host;
    private String account = "";
    private WireSocket socket;

    CrossWeb() {
        super(null);
    }

    @Override
    Map<String, List<String>> config() {
        return Map.of("title", List.of("Cross"));
    }

    @Override
    protected Chat alone() {
        return Chat.direct("admin");
    }

    @Override
    void arrive(RunningHost running, String id) throws Exception {
        host = running;
        account = id;
        host.awaitState(account, "online");
        socket = WireSocket.connect(URI.create("ws://" + host.address().getAuthority() + "/api/web/receive"),
                Map.of("Authorization", "Bearer " + host.token()));
        Thread.ofVirtual().name("page").start(this::read);
        tell(Map.of("type", "hello"));
        ready.await(Patience.SECONDS, TimeUnit.SECONDS);
        tell(Map.of("type", "group", "key", "group", "account", account, "id", group().id(), "name", "Friends"));
    }

    private void read() {
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                JsonNode frame = Json.MAPPER.readTree(bytes);
                if (frame.path("type").stringValue("").equals("ready")) {
                    ready.countDown();
                }
                JsonNode message = frame.path("message");
                if (frame.path("account").stringValue("").equals(account) && message.path("bot").booleanValue(false)) {
                    messages.put(message.path("id").stringValue(""), message);
                }
            }
        } catch (IOException gone) {
            socket.abort();
        }
    }

    private void tell(Map<String, Object> command) throws IOException {
        socket.send(Json.MAPPER.writeValueAsString(command));
    }

    @Override
    protected void say(Chat chat, String text) throws IOException {
        say(chat, Map.of("type", "text", "text", text));
    }

    private void say(Chat chat, Map<String, Object> part) throws IOException {
        tell(Map.of("type", "send", "key", fresh(), "account", account, "chat",
                Map.of("kind", chat.shared() ? "group" : "private", "id", chat.id()), "user", "admin", "parts",
                List.of(part)));
    }

    @Override
    protected void show(String kind) throws IOException, InterruptedException {
        HttpRequest upload = HttpRequest
                .newBuilder(host.address().resolve("/chat/upload?account=" + account + "&id=u" + fresh() + "&name=" + file(kind)
                        + "&offset=0&size=7"))
                .header("Authorization", "Bearer " + host.token()).header("Content-Type", type(kind))
                .POST(HttpRequest.BodyPublishers.ofString("seven b")).build();
        JsonNode stored = Json.MAPPER.readTree(http.send(upload, HttpResponse.BodyHandlers.ofString()).body());
        say(alone(), Map.of("type", kind, "media", stored.path("id").stringValue("")));
    }

    @Override
    protected boolean happens(String person) throws IOException {
        tell(Map.of("type", "user", "key", fresh(), "account", account, "id", person, "name", "New"));
        tell(Map.of("type", "join", "key", fresh(), "account", account, "id", group().id(), "user", person));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        messages.forEach((id, message) -> {
            if (message.path("recalled").booleanValue(false)) {
                heard.add(new Heard("recall", id));
            }
            for (JsonNode part : message.path("parts")) {
                String type = part.path("type").stringValue("");
                String medium = part.path("media").stringValue("");
                heard.add(medium.isEmpty()
                        ? Heard.text(part.path("text").stringValue(""))
                        : Heard.of(type, media.computeIfAbsent(medium, this::load)));
            }
        });
        return heard;
    }

    private byte[] load(String medium) {
        try {
            return http.send(HttpRequest.newBuilder(host.address().resolve("/chat/media/" + medium))
                    .header("Authorization", "Bearer " + host.token()).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            return e.toString().getBytes(StandardCharsets.ISO_8859_1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    @Override
    protected boolean heardInGroup(String text) {
        return messages.values().stream().anyMatch(message -> message.path("chat").path("id").stringValue("").equals(group().id())
                && message.toString().contains(text));
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
