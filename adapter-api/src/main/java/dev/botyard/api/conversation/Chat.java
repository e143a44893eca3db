package dev.botyard.api.conversation;

/// A group, channel or private conversation as the account sees it.
///
/// @param kind what it is
/// @param id   the platform's own id, kept as text; for a private chat the id of the other person
/// @param name the display name, `""` when unknown
public record Chat(ChatKind kind, String id, String name) {

    /// A private chat with the person `userId`.
    public static Chat direct(String userId) {
        return new Chat(ChatKind.PRIVATE, userId, "");
    }

    /// A group.
    public static Chat group(String id, String name) {
        return new Chat(ChatKind.GROUP, id, name);
    }

    /// Whether several people can read it.
    public boolean shared() {
        return kind != ChatKind.PRIVATE;
    }
}
