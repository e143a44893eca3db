package dev.botyard.adapters.web.wire;

import java.util.List;

/// What the host tells a page. Which fields have a value depends on the type.
///
/// @param type     `account`, `gone`, `user`, `group`, `message`, `dropped`, `older`, `commands`, `done`,
///                 `error`, `ready` or `pong`
/// @param reset    for `account`: forget what you have
/// @param more     there are older messages; for `account`: in the chats listed in `longer`
/// @param maxBytes for `account`: the largest upload
/// @param texts    for `commands`: what plugins answer to
public record Frame(String type, String key, String account, String name, String instance, long rev, boolean reset, boolean more,
        long maxBytes, Place chat, User user, Group group, Message message, List<User> users, List<Group> groups,
        List<Message> messages, List<Place> longer, List<String> texts, String text) {

    private static Frame bare(String type, String key, String account, String text) {
        return new Frame(type, key, account, "", "", 0, false, false, 0, null, null, null, null, null, null, null, null, null,
                text);
    }

    public static Frame of(String type, String key) {
        return bare(type, key, "", "");
    }

    public static Frame error(String key, String sentence) {
        return bare("error", key, "", sentence);
    }

    public static Frame gone(String account) {
        return bare("gone", "", account, "");
    }

    public static Frame account(String account, String name, long maxBytes, Entry.Head head, boolean reset, List<User> users,
            List<Group> groups,
            List<Message> messages, List<Place> longer) {
        return new Frame("account", "", account, name, head.instance(), head.rev(), reset, false, maxBytes, null, null, null,
                null, users,
                groups, messages, longer, null, "");
    }

    public static Frame older(String key, String account, Place chat, List<Message> messages, boolean more) {
        return new Frame("older", key, account, "", "", 0, false, more, 0, chat, null, null, null, null, null, messages, null,
                null, "");
    }

    /// What an entry of the journal means to a page.
    public static Frame change(String account, Entry entry) {
        String type = entry.message() != null
                ? "message"
                : entry.user() != null ? "user" : entry.group() != null ? "group" : "dropped";
        long rev = entry.message() == null ? 0 : entry.message().rev();
        return new Frame(type, "", account, "", "", rev, false, false, 0, entry.dropped(), entry.user(), entry.group(),
                entry.message(), null, null, null, null, null, "");
    }

    /// What plugins answer to in a chat.
    public static Frame commands(String key, String account, Place chat, List<String> texts) {
        return new Frame("commands", key, account, "", "", 0, false, false, 0, chat, null, null, null, null, null, null, null,
                texts, "");
    }

    /// What plugins answer to has changed: ask again.
    public static Frame commandsChanged(String account) {
        return bare("commands", "", account, "");
    }
}
