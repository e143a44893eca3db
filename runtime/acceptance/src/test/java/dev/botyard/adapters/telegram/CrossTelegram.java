package dev.botyard.adapters.telegram;

import dev.botyard.acceptance.CrossIm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A Bot API server that is polled.
public final class CrossTelegram extends CrossIm {
    private static final Map<String, String> KINDS = Map.of("photo", "image", "document", "file", "audio", "voice");

    private final TelegramServer server;

    public CrossTelegram() {
        this(TelegramFake.polled());
    }

    private CrossTelegram(TelegramFake fake) {
        super(fake);
        server = fake.server;
    }

    private void tell(String chat, String type, String rest) {
        server.deliver(TelegramServer.head(chat, type, ANN.id(), ANN.name(), server.nextId()) + "," + rest + "}}");
    }

    @Override
    protected void show(String kind) {
        String medium = "{\"file_id\":\"f\",\"file_size\":7}";
        tell(ANN.id(), "private", switch (kind) {
            case "image" -> "\"photo\":[" + medium + "]";
            case "file" -> "\"document\":" + medium;
            default -> "\"" + kind + "\":" + medium;
        });
    }

    @Override
    protected boolean happens(String person) {
        tell(group().id(), "supergroup",
                "\"new_chat_members\":[{\"id\":" + person + ",\"is_bot\":false,\"first_name\":\"New\"}]");
        return true;
    }

    @Override
    protected List<Heard> heard() {
        List<Heard> heard = new ArrayList<>();
        for (TelegramServer.Call call : server.calls()) {
            if (call.method().equals("deleteMessage")) {
                heard.add(new Heard("recall", call.text("message_id")));
            }
        }
        for (TelegramServer.Call call : server.sent()) {
            heard.add(Heard.text(call.text("text") + call.text("caption")));
            String kind = call.method().substring("send".length()).toLowerCase(Locale.ROOT);
            call.files().values().forEach(file -> heard.add(Heard.of(KINDS.getOrDefault(kind, kind), file.bytes())));
        }
        return heard;
    }
}
