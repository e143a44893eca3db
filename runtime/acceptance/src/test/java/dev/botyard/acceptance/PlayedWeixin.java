package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.adapters.weixin.wire.MediaKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// WeChat through iLink: a fake server for each account, logged in by QR code over the host's API.
final class PlayedWeixin implements PlayedIm {
    /// Whose message comes two days late: the kind `late`.
    private static final String LATE = "late@im.wechat";
    private static final MediaKey KEY = MediaKey.ofHex("00112233445566778899aabbccddeeff").orElseThrow();

    private final Map<String, IlinkServer> servers = new TreeMap<>(
            Map.of("weixin_a", new IlinkServer(0), "weixin_b", new IlinkServer(0)));
    private final Map<String, Integer> forgotten = new TreeMap<>();

    @Override
    public List<String> accounts() {
        return List.of("weixin_a", "weixin_b");
    }

    @Override
    public void prepare(RunningHost host) throws Exception {
        for (Map.Entry<String, IlinkServer> server : servers.entrySet()) {
            host.file("accounts/" + server.getKey() + ".yaml", "im: weixin\ndefault: " + server.getKey().equals("weixin_a")
                    + "\nconfig:\n  base_url: " + server.getValue().url() + "\n  cdn_url: " + server.getValue().cdn() + "\n");
        }
    }

    @Override
    public void arrive(RunningHost host) throws Exception {
        for (Map.Entry<String, IlinkServer> server : servers.entrySet()) {
            String id = server.getKey();
            host.awaitState(id, "needs_login");
            host.post("/accounts/" + id + "/login", "");
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> host.get("/accounts/" + id + "/login").toString().contains("weixin.example"));
            server.getValue().scan("confirmed", "ilink_bot_id", id + "@im.bot");
            host.awaitState(id, "online");
            // Nobody may be written to who has not written.
            server.getValue().say("good morning");
        }
    }

    @Override
    public void say(String account, String kind, String text) throws Exception {
        IlinkServer server = servers.get(account);
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        String media = "{\"media\":" + server.keep(bytes, KEY, true) + "}";
        String words = "{\"text\":\"" + text + "\"}";
        switch (kind) {
            case "image" -> server.sayItem("{\"type\":2,\"image_item\":" + media + "}");
            case "voice" ->
                server.sayItem("{\"type\":3,\"voice_item\":" + media.replace("}}", "},\"text\":\"" + text + "\"}") + "}");
            case "video" -> server.sayItem("{\"type\":5,\"video_item\":" + media + "}");
            case "late" -> server.deliver(IlinkServer.message(server.nextId(), LATE,
                    System.currentTimeMillis() - Duration.ofDays(2).toMillis(), "context",
                    "{\"type\":1,\"text_item\":" + words + "}"));
            case "file" -> server.sayFile("a.txt", bytes, KEY);
            case "quote" -> server.sayItem("{\"type\":1,\"text_item\":" + words + ",\"ref_msg\":{\"title\":\"before\"}}");
            default -> server.say(text);
        }
    }

    @Override
    public List<String> got(String account) {
        IlinkServer server = servers.get(account);
        List<String> got = new ArrayList<>();
        for (JsonNode message : server.sent().subList(forgotten.getOrDefault(account, 0), server.sent().size())) {
            for (JsonNode item : message.path("item_list")) {
                got.add(switch (item.path("type").intValue(0)) {
                    case 1 -> "text " + item.path("text_item").path("text").stringValue("");
                    case 2 -> "image " + bytes(server, item.path("image_item"));
                    case 4 -> "file " + bytes(server, item.path("file_item"));
                    case 5 -> "video " + bytes(server, item.path("video_item"));
                    default -> "unknown " + item;
                });
            }
        }
        return got;
    }

    private static String bytes(IlinkServer server, JsonNode item) {
        return new String(server.received(item.path("media")), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void forget() {
        servers.forEach((account, server) -> forgotten.put(account, server.sent().size()));
    }

    @Override
    public void close() {
        servers.values().forEach(server -> {
            server.close();
            assertEquals(List.of(), server.complaints());
        });
    }
}
