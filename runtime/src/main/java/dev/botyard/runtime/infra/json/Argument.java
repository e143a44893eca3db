package dev.botyard.runtime.infra.json;

import java.util.List;
import java.util.Map;

/// How the arguments that say where and who may be spelled: the one table, for calls of scripts, options and requests of the API alike.
///
/// Published plugins use every one of these spellings, and what works at one door has to work at the other.
public enum Argument {
    IM_TYPE("imType", "im_type", "imtype", "im"), ACCOUNT("account_id", "accountID", "accountId", "account"), GROUP("groupCode",
            "group_code", "group", "groupID", "groupId", "group_id", "chatID", "chat_id"), USER("userID", "userId", "user_id",
                    "user"), GROUP_NAME("groupName", "group_name", "chatName", "chat_name"), USER_NAME("userName",
                            "user_name"), MESSAGE_ID("message_id", "messageID", "messageId"), CONTENT("content", "text",
                                    "message"), SOURCE("source", "url"), MEDIUM("source", "file", "url", "path"), FILE_NAME(
                                            "filename", "fileName", "file_name", "name"), MIME_TYPE("mimeType", "mime_type");

    private final List<String> spellings;

    Argument(String... spellings) {
        this.spellings = List.of(spellings);
    }

    /// The name in sentences first.
    public List<String> spellings() {
        return spellings;
    }

    /// The first of its spellings that has a value, `""` for none; nothing but text and numbers counts.
    public String of(Map<String, ?> options) {
        for (String name : spellings) {
            Object value = options.get(name);
            String text = switch (value) {
                case String written -> written.strip();
                case Number number -> Arguments.text(number);
                case null, default -> "";
            };
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
