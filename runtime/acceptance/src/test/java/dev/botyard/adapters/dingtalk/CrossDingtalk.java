package dev.botyard.adapters.dingtalk;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// DingTalk by streams.
public final class CrossDingtalk extends CrossIm {
    private final DingtalkServer server;
    private final Set<String> sessionsOfGroup = ConcurrentHashMap.newKeySet();

    public CrossDingtalk() {
        this(DingtalkFake.streams());
    }

    private CrossDingtalk(DingtalkFake fake) {
        super(fake);
        server = fake.server;
    }

    /// A session is named like the message with which it began.
    @Override
    protected void say(Chat chat, String text) {
        String id = fresh();
        if (chat.shared()) {
            sessionsOfGroup.add(id);
        }
        fake().deliver(chat, ANN, id, text);
    }

    @Override
    protected boolean heardInGroup(String text) {
        return server.calls.stream()
                .anyMatch(call -> sessionsOfGroup.contains(call.query()) && call.body().toString().contains(text));
    }

    @Override
    protected String voice() {
        return "amr";
    }

    @Override
    protected void show(String kind) {
        String code = "\"content\":{\"downloadCode\":\"c1\",\"fileName\":\"" + file(kind) + "\",\"duration\":900}";
        String type = switch (kind) {
            case "image" -> "picture";
            case "voice" -> "audio";
            default -> kind;
        };
        String message = DingtalkFrames.message(server, "1", "", ANN.id(), fresh(), "\"msgtype\":\"" + type + "\"," + code);
        server.apps().forEach(app -> app.deliver("CALLBACK", DingtalkStream.MESSAGE, "", message));
    }

    @Override
    protected boolean happens(String person) {
        server.apps().forEach(app -> app.deliver("EVENT", "*", "chat_add_member",
                "{\"openConversationId\":\"900\",\"operator\":\"1\",\"userId\":[\"" + person + "\"]}"));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (DingtalkServer.Call call : server.calls) {
            JsonNode body = call.body();
            if (call.path().toLowerCase(java.util.Locale.ROOT).endsWith("recall")) {
                heard.add(new Heard("recall", body.toString()));
            } else if (body.has("msgParam")) {
                JsonNode message = Json.parse(Json.text(body, "msgParam"));
                heard.add(switch (Json.text(body, "msgKey")) {
                    case "sampleImageMsg" -> Heard.of("image", server.media.get(Json.text(message, "photoURL")));
                    case "sampleAudio" -> Heard.of("voice", server.media.get(Json.text(message, "mediaId")));
                    case "sampleFile" ->
                        Heard.named(Json.text(message, "fileName"), server.media.get(Json.text(message, "mediaId")));
                    default -> Heard.text(message.toString());
                });
            } else if (body.has("msgtype")) {
                heard.add(Heard.text(body.toString()));
            }
        }
        return heard;
    }
}
