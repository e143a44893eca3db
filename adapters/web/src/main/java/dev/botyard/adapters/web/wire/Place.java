package dev.botyard.adapters.web.wire;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;

/// A chat of one account.
///
/// @param kind `private` or `group`
/// @param id   the user's id of a private chat, else the group's
public record Place(String kind, String id) {
    private static final String PRIVATE = "private";
    private static final String GROUP = "group";

    public Place {
        kind = Wire.text(kind);
        id = Wire.text(id);
    }

    public static Place person(String userId) {
        return new Place(PRIVATE, userId);
    }

    public static Place group(String groupId) {
        return new Place(GROUP, groupId);
    }

    public static Place of(Target target) {
        return target.chatId().isEmpty() ? person(target.userId()) : group(target.chatId());
    }

    public boolean shared() {
        return kind.equals(GROUP);
    }

    /// Whether a page may name it.
    public boolean legal() {
        return (kind.equals(PRIVATE) || kind.equals(GROUP)) && Wire.isId(id);
    }

    /// The chat as the host sees it.
    public Chat chat(String name) {
        return shared() ? Chat.group(id, name) : Chat.direct(id);
    }
}
