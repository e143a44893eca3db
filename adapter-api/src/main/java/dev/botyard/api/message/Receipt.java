package dev.botyard.api.message;

import java.util.List;

/// The platform accepted a message.
public final class Receipt {
    private final List<String> messageIds;
    private final String raw;

    private Receipt(List<String> messageIds, String raw) {
        this.messageIds = List.copyOf(messageIds);
        this.raw = raw;
    }

    /// Accepted under these ids; several when the platform made several messages of it, none when it does not tell.
    public static Receipt of(String... messageIds) {
        return new Receipt(List.of(messageIds), "");
    }

    /// Accepted under these ids.
    public static Receipt of(List<String> messageIds) {
        return new Receipt(messageIds, "");
    }

    /// The same receipt with the platform's own answer as JSON text.
    public Receipt withRaw(String json) {
        return new Receipt(messageIds, json);
    }

    /// The platform's ids, as text.
    public List<String> messageIds() {
        return messageIds;
    }

    /// The platform's own answer as JSON text, `""` for none.
    public String raw() {
        return raw;
    }

    @Override
    public String toString() {
        return "Receipt" + messageIds;
    }
}
