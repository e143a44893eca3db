package dev.botyard.api.conversation;

/// Whom a message goes to.
///
/// @param kind    group, channel or private
/// @param chatId  group or channel id; `""` for a private target
/// @param userId  the person of a private target; `""` for a group
public record Target(ChatKind kind, String chatId, String userId) {

    public Target {
        if (kind == ChatKind.PRIVATE ? userId.isEmpty() : chatId.isEmpty()) {
            throw new IllegalArgumentException("a target needs the id of a group or of a person");
        }
    }

    /// A person.
    public static Target person(String userId) {
        return new Target(ChatKind.PRIVATE, "", userId);
    }

    /// A group.
    public static Target group(String groupId) {
        return new Target(ChatKind.GROUP, groupId, "");
    }

    /// The other side of `chat`.
    public static Target of(Chat chat) {
        return chat.shared() ? new Target(chat.kind(), chat.id(), "") : person(chat.id());
    }

    /// The id that names the chat: of the group, or of the person.
    public String id() {
        return kind == ChatKind.PRIVATE ? userId : chatId;
    }

    @Override
    public String toString() {
        return kind == ChatKind.PRIVATE ? "user " + userId : "group " + chatId;
    }
}
