package dev.botyard.adapters.feishu;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Feishu by a long connection.
public final class CrossFeishu extends CrossIm {
    private static final Pattern KEY = Pattern.compile("\"(?:image|file)_key\":\"([^\"]+)\"");

    private final ConnectedFake played;
    private final FeishuServer server;

    public CrossFeishu() {
        this(new ConnectedFake());
    }

    private CrossFeishu(ConnectedFake fake) {
        super(fake);
        played = fake;
        server = fake.server;
    }

    @Override
    protected void show(String kind) {
        String type = switch (kind) {
            case "voice" -> "audio";
            case "video" -> "media";
            default -> kind;
        };
        String content = kind.equals("image")
                ? "{\"image_key\":\"img_1\"}"
                : "{\"file_key\":\"file_1\",\"file_name\":\"" + file(kind) + "\",\"duration\":2000}";
        server.apps().forEach(app -> played.bring(app, FeishuEvents.message(app, alone(), ANN.id(), "om_" + fresh(),
                System.currentTimeMillis(), type, content, "")));
    }

    @Override
    protected boolean happens(String person) {
        server.apps().forEach(app -> played.bring(app,
                FeishuEvents.raw(app, "im.chat.member.user.added_v1", "e-" + fresh(),
                        "{\"chat_id\":\"900\",\"operator_id\":{\"open_id\":\"ou_o\"},\"name\":\"Friends\",\"users\":["
                                + "{\"name\":\"New\",\"user_id\":{\"open_id\":\"" + person + "\"}}]}")));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (JsonNode message : server.messages.accepted.values()) {
            String content = Json.text(message, "content");
            heard.add(Heard.text(content));
            Matcher keys = KEY.matcher(content);
            while (keys.find()) {
                heard.add(new Heard(switch (Json.text(message, "msg_type")) {
                    case "audio" -> "voice";
                    case "media" -> "video";
                    case "file" -> "file";
                    default -> "image";
                }, server.messages.uploaded.get(keys.group(1))));
            }
        }
        server.messages.recalled.forEach(id -> heard.add(new Heard("recall", id)));
        return heard;
    }
}
