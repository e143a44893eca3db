package dev.botyard.adapters.satori;

import dev.botyard.acceptance.CrossIm;
import dev.botyard.adapters.common.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Satori server with one login.
public final class CrossSatori extends CrossIm {
    private static final Pattern MEDIUM = Pattern.compile("<(img|audio|video|file) [^>]*src=\"([^\"]+)\"[^>]*>");
    private static final Map<String, String> KINDS = Map.of("img", "image", "audio", "voice");

    private final SatoriServer server;

    public CrossSatori() {
        this(SatoriFake.sockets());
    }

    private CrossSatori(SatoriFake fake) {
        super(fake);
        server = fake.server;
    }

    @Override
    protected void show(String kind) {
        String element = KINDS.entrySet().stream().filter(one -> one.getValue().equals(kind)).map(Map.Entry::getKey).findFirst()
                .orElse(kind);
        server.logins.values()
                .forEach(login -> server.emit(login, "message-created", SatoriServer.message("private:" + ANN.id(), true,
                        ANN.id(), fresh(), "<" + element + " src=\"https://media.invalid/1\" title=\"" + file(kind) + "\"/>")));
    }

    @Override
    protected boolean happens(String person) {
        server.logins.values().forEach(login -> server.emit(login, "guild-member-added",
                ",\"guild\":{\"id\":\"g900\"},\"channel\":{\"id\":\"900\",\"type\":0},\"user\":{\"id\":\"" + person + "\"}"));
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (SatoriServer.Call call : server.calls) {
            if (call.method().equals("message.delete")) {
                heard.add(new Heard("recall", call.body().toString()));
            } else if (call.method().equals("message.create")) {
                String content = Json.text(call.body(), "content");
                heard.add(Heard.text(MEDIUM.matcher(content).replaceAll("")));
                Matcher media = MEDIUM.matcher(content);
                while (media.find()) {
                    heard.add(Heard.of(KINDS.getOrDefault(media.group(1), media.group(1)),
                            server.uploads.getOrDefault(media.group(2), new byte[0])));
                }
            }
        }
        return heard;
    }
}
