package dev.botyard.adapters.web.wire;

import java.util.List;

/// A message of a chat.
///
/// @param n     its place in the order of all messages of the account
/// @param rev   the account's change number when it last changed; a browser asks for what is newer than it knows
/// @param time  milliseconds since 1970
/// @param from  the user who said it; the account's id when the bot did; `""` for the chat itself
/// @param state `pending`, `accepted` or `refused` for what users say; `""` for the rest
/// @param key   the sender's own id of the request, by which a repeated request is known
public record Message(String id, Place chat, long n, long rev, long time, String from, boolean bot, List<Part> parts,
        String state,
        boolean recalled, String key) {
    public static final String PENDING = "pending";
    public static final String ACCEPTED = "accepted";
    public static final String REFUSED = "refused";

    public Message {
        id = Wire.text(id);
        from = Wire.text(from);
        parts = Wire.list(parts);
        state = Wire.text(state);
        key = Wire.text(key);
    }

    /// A message that no room has numbered yet.
    public static Message draft(Place chat, String from, boolean bot, List<Part> parts, String key) {
        return new Message("", chat, 0, 0, 0, from, bot, parts, bot || from.isEmpty() ? "" : PENDING, false, key);
    }

    public Message numbered(String newId, long number, long now) {
        return new Message(newId, chat, number, number, now, from, bot, parts, state, recalled, key);
    }

    public Message state(String value, long change) {
        return new Message(id, chat, n, change, time, from, bot, parts, value, recalled, key);
    }

    public Message parts(List<Part> value, long change) {
        return new Message(id, chat, n, change, time, from, bot, value, state, recalled, key);
    }

    public Message recalled(long change) {
        return new Message(id, chat, n, change, time, from, bot, List.of(), state, true, key);
    }
}
