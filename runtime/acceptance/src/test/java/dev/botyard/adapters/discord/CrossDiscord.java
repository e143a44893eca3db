package dev.botyard.adapters.discord;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import java.util.ArrayList;
import java.util.List;

/// Discord with one server of friends. It shows a file as what its name says.
public final class CrossDiscord extends CrossIm {
    private final DiscordServer server;

    public CrossDiscord() {
        this(new DiscordFake());
    }

    private CrossDiscord(DiscordFake fake) {
        super(fake);
        server = fake.server();
        server.heartbeatInterval = 45_000;
    }

    @Override
    protected Chat group() {
        return Chat.group(DiscordServer.CHANNEL, "general");
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        server.rest.sent.forEach(sent -> heard.add(Heard.text(Json.text(sent.payload(), "content"))));
        server.rest.uploads.forEach(part -> heard.add(Heard.named(part.file(), part.bytes())));
        server.rest.calls.stream().filter(call -> call.matches("DELETE .*/messages/\\d+"))
                .forEach(call -> heard.add(new Heard("recall", call)));
        return heard;
    }
}
