package dev.botyard.adapters.wecom;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// WeCom's AI bots by their long connection.
public final class CrossWecom extends CrossIm {
    private final AiBotServer server;

    public CrossWecom() {
        this(new AiBotFake());
    }

    private CrossWecom(AiBotFake fake) {
        super(fake);
        server = fake.server;
    }

    @Override
    protected String voice() {
        return "amr";
    }

    @Override
    protected void show(String kind) {
        // Of a recording WeCom tells bots the words alone.
        String content = kind.equals("voice")
                ? "{\"content\":\"what was said\"}"
                : server.keep(fresh() + file(kind), "seven b".getBytes(StandardCharsets.UTF_8));
        server.deliver(server.frame(fresh(), ANN.id(), false, ANN.id(), "\"msgtype\":\"" + kind
                + "\",\"" + kind + "\":" + content));
    }

    /// Of members nothing is told, but that somebody opens the chat.
    @Override
    protected boolean happens(String person) {
        server.deliver(server.frame(fresh(), person, false, person,
                "\"msgtype\":\"event\",\"event\":{\"eventtype\":\"enter_chat\"}"));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (AiBotServer.Said said : server.said) {
            String type = Json.text(said.body(), "msgtype");
            byte[] medium = server.media.get(type + "/" + Json.text(said.body().path(type), "media_id"));
            heard.add(medium == null ? Heard.text(said.text()) : Heard.of(type, medium));
        }
        return heard;
    }
}
