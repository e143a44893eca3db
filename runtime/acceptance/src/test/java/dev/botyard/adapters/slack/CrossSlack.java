package dev.botyard.adapters.slack;

import dev.botyard.acceptance.CrossIm;
import java.util.ArrayList;
import java.util.List;

/// Slack by Socket Mode. It shows a file as what its name says.
public final class CrossSlack extends CrossIm {
    private final SlackServer server;

    public CrossSlack() {
        this(new SlackFake());
    }

    private CrossSlack(SlackFake fake) {
        super(fake);
        server = fake.server;
    }

    private void tell(String event) {
        server.bots().forEach(bot -> server.tell(bot, "Ev" + fresh(), event));
    }

    @Override
    protected void show(String kind) {
        tell("{\"type\":\"message\",\"subtype\":\"file_share\",\"text\":\"\",\"channel\":\"D42\",\"channel_type\":\"im\",\"user\":\"42\",\"ts\":\""
                + server.stamp() + "\",\"files\":[{\"id\":\"F1\",\"name\":\"" + file(kind) + "\",\"mimetype\":\"" + type(kind)
                + "\",\"size\":7,\"url_private\":\"" + server.url().resolve("/files/a") + "\"}]}");
    }

    @Override
    protected boolean happens(String person) {
        tell("{\"type\":\"member_joined_channel\",\"user\":\"" + person
                + "\",\"channel\":\"900\",\"channel_type\":\"C\",\"event_ts\":\"" + server.stamp() + "\"}");
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (SlackServer.Call call : server.calls) {
            switch (call.method()) {
                case "chat.postMessage" -> heard.add(
                        Heard.text(call.params().getOrDefault("text", "") + call.params().getOrDefault("markdown_text", "")));
                case "chat.delete", "files.delete" -> heard.add(new Heard("recall", call.params().toString()));
                case "files.completeUploadExternal" ->
                    heard.add(Heard.text(call.params().getOrDefault("initial_comment", "")));
                default -> {
                }
            }
        }
        server.files.forEach(file -> heard.add(Heard.named(file.name(), file.bytes())));
        return heard;
    }
}
