package dev.botyard.adapters.telegram;

import dev.botyard.adapters.telegram.TelegramBot.Refusal;
import dev.botyard.adapters.telegram.TelegramServer.Call;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What messages of the fake say, and their edits. Thread-safe.
final class TelegramTexts {
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    void keep(long message, String text) {
        texts.put(Long.toString(message), text);
    }

    /// @return the message as it is now
    String edit(Call call, String chat) {
        String id = call.text("message_id");
        String words = TelegramRules.checked(call, "text", 4096);
        String before = texts.get(id);
        if (before == null || words.isBlank()) {
            throw new Refusal(400, "Bad Request: " + (before == null ? "message to edit not found" : "message text is empty"));
        }
        if (before.equals(words)) {
            throw new Refusal(400, "Bad Request: message is not modified: specified new message content and reply markup are"
                    + " exactly the same as a current content and reply markup of the message", "{}");
        }
        texts.put(id, words);
        return "{\"message_id\":" + id + ",\"date\":1790000000,\"edit_date\":1790000001,\"chat\":{\"id\":" + chat
                + ",\"type\":\"supergroup\"},\"text\":" + TelegramBot.quoted(words) + "}";
    }
}
