package dev.botyard.adapters.discord;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    protected void show(String kind) {
        Map<String, Object> message = new LinkedHashMap<>(
                DiscordObjects.message(server.nextId(), server.rest.direct(ANN.id()), "",
                        DiscordObjects.person(ANN.id(), ANN.name()), ""));
        message.put("attachments",
                List.of(Map.of("id", "21", "filename", file(kind), "content_type", type(kind), "size", 9, "url",
                        "https://cdn.invalid/21?ex=1")));
        server.dispatch("MESSAGE_CREATE", message);
    }

    @Override
    protected boolean happens(String person) {
        server.dispatch("GUILD_MEMBER_ADD", DiscordEvents.joined(person));
        return true;
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
