package dev.botyard.adapters.qqbot;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.played.QqChats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// QQ's platform for bots by its gateway.
public final class CrossQqBot extends CrossIm {
    private static final List<String> KINDS = List.of("", "image", "video", "voice", "file");

    private final QqBotFake played;

    public CrossQqBot() {
        this(new QqBotFake());
    }

    private CrossQqBot(QqBotFake fake) {
        super(fake);
        played = fake;
        played.server.heartbeat(45_000);
    }

    @Override
    protected String voice() {
        return "silk";
    }

    @Override
    protected void show(String kind) {
        String id = "m-" + fresh();
        played.server.chats().answerable("/v2/users", ANN.id(), id, false);
        played.server.tell("C2C_MESSAGE_CREATE", "C2C_MESSAGE_CREATE:" + id, out -> {
            QqChats.privately(ANN.id(), id, "", Instant.now()).accept(out);
            out.writeName("attachments");
            out.writeRawValue("[{\"content_type\":\"" + (kind.equals("voice") ? "voice" : type(kind))
                    + "\",\"url\":\"https://media.invalid/1\",\"filename\":\"" + file(kind) + "\",\"size\":7}]");
        });
    }

    /// Somebody adds the bot.
    @Override
    protected boolean happens(String person) {
        String id = "FRIEND_ADD:" + fresh();
        played.server.chats().answerable("/v2/users", person, id, true);
        played.server.tell("FRIEND_ADD", id, out -> {
            out.writeNumberProperty("timestamp", Instant.now().getEpochSecond());
            out.writeStringProperty("openid", person);
        });
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        QqChats chats = played.server.chats();
        for (QqChats.Call call : chats.calls()) {
            if (call.message()) {
                heard.add(Heard.text(call.text()));
                JsonNode file = chats.file(Json.text(call.body().path("media"), "file_info"));
                if (!file.isMissingNode()) {
                    heard.add(Heard.of(KINDS.get((int) Json.number(file, "file_type")),
                            Base64.getDecoder().decode(Json.text(file, "file_data"))));
                }
            } else if (call.method().equals("DELETE")) {
                heard.add(new Heard("recall", call.id()));
            }
        }
        return heard;
    }
}
