package dev.botyard.adapters.matrix;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A homeserver with one bot.
public final class CrossMatrix extends CrossIm {
    private static final Map<String, String> KINDS = Map.of("m.image", "image", "m.audio", "voice", "m.video", "video", "m.file",
            "file");

    private final MatrixServer server;

    public CrossMatrix() {
        this(new MatrixFake());
    }

    private CrossMatrix(MatrixFake fake) {
        super(fake);
        server = fake.server;
    }

    @Override
    protected void show(String kind) {
        String type = KINDS.entrySet().stream().filter(one -> one.getValue().equals(kind)).findFirst().orElseThrow().getKey();
        server.tell("!dm42",
                MatrixServer.event("$" + fresh(), "m.room.message", ANN.id(), "{\"msgtype\":\"" + type + "\",\"body\":\""
                        + file(kind) + "\",\"url\":\"mxc://fake/1\",\"info\":{\"size\":7,\"mimetype\":\"" + type(kind) + "\"}}"),
                "");
    }

    @Override
    protected boolean happens(String person) {
        server.tell("900", MatrixServer.state("$" + fresh(), "m.room.member", person, person, "{\"membership\":\"join\"}"), "");
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (MatrixServer.Call call : server.calls) {
            if (call.path().contains("redact")) {
                heard.add(new Heard("recall", String.join("/", call.path())));
            } else if (call.name().equals("PUT m.room.message")) {
                JsonNode body = call.body();
                String kind = KINDS.getOrDefault(Json.text(body, "msgtype"), "text");
                heard.add(kind.equals("text")
                        ? Heard.text(Json.text(body, "body"))
                        : Heard.of(kind, server.media.get(Json.text(body, "url").replaceFirst(".*/", ""))));
            }
        }
        return heard;
    }
}
