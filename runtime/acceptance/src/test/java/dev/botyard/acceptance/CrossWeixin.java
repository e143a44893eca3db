package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.conversation.Chat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// WeChat by iLink, logged in by QR code. There are no groups.
final class CrossWeixin extends CrossIm {
    private static final MediaKey KEY = MediaKey.ofHex("00112233445566778899aabbccddeeff").orElseThrow();

    private final IlinkServer server = new IlinkServer(0);

    CrossWeixin() {
        super(null);
    }

    @Override
    Map<String, List<String>> config() {
        return Map.of("base_url", List.of(server.url().toString()), "cdn_url", List.of(server.cdn().toString()));
    }

    @Override
    void arrive(RunningHost host, String account) {
        host.awaitState(account, "needs_login");
        host.post("/accounts/" + account + "/login", "");
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> host.get("/accounts/" + account + "/login").toString().contains("weixin.example"));
        server.scan("confirmed", "ilink_bot_id", account + "@im.bot");
        host.awaitState(account, "online");
        // Nobody may be written to who has not written.
        server.say("good morning");
    }

    @Override
    protected Chat alone() {
        return Chat.direct(IlinkServer.ANN);
    }

    @Override
    protected Chat group() {
        return alone();
    }

    @Override
    protected void say(Chat chat, String text) {
        server.say(text);
    }

    @Override
    protected void show(String kind) {
        byte[] bytes = "seven b".getBytes(StandardCharsets.UTF_8);
        String media = "{\"media\":" + server.keep(bytes, KEY, true) + "}";
        switch (kind) {
            case "image" -> server.sayItem("{\"type\":2,\"image_item\":" + media + "}");
            case "voice" -> server.sayItem("{\"type\":3,\"voice_item\":" + media + "}");
            case "video" -> server.sayItem("{\"type\":5,\"video_item\":" + media + "}");
            default -> server.sayFile("a.txt", bytes, KEY);
        }
    }

    /// iLink tells of messages only.
    @Override
    protected boolean happens(String person) {
        return false;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (JsonNode message : server.sent()) {
            for (JsonNode item : message.path("item_list")) {
                heard.add(switch (item.path("type").intValue(0)) {
                    case 1 -> Heard.text(item.path("text_item").path("text").stringValue(""));
                    case 2 -> Heard.of("image", bytes(item.path("image_item")));
                    case 3 -> Heard.of("voice", bytes(item.path("voice_item")));
                    case 4 -> Heard.of("file", bytes(item.path("file_item")));
                    default -> Heard.of("video", bytes(item.path("video_item")));
                });
            }
        }
        return heard;
    }

    private byte[] bytes(JsonNode item) {
        return server.received(item.path("media"));
    }

    @Override
    protected boolean heardInGroup(String text) {
        return false;
    }

    @Override
    public void close() {
        server.close();
        assertEquals(List.of(), server.complaints());
    }
}
