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
