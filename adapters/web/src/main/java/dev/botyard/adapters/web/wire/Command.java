package dev.botyard.adapters.web.wire;

import java.util.List;
import java.util.Map;

/// What a page asks for. Which fields have a value depends on the type.
///
/// @param type    `hello`, `ping`, `send`, `recall`, `user`, `group`, `join`, `leave`, `older` or `commands`
/// @param key     chosen by the page and repeated in the answer; for `send` also the key of the message
/// @param user    who speaks, joins or leaves
/// @param id      of the new user or group, or of the message to recall
/// @param before  for `older`: the place in the order before which to look
/// @param known   for `hello`: what the page has, by account
public record Command(String type, String key, String account, Place chat, String user, String id, String name,
        List<String> members,
        List<Part> parts, long before, Map<String, Known> known) {
    public Command {
        type = Wire.text(type);
        key = Wire.text(key);
        account = Wire.text(account);
        user = Wire.text(user);
        id = Wire.text(id);
        name = Wire.text(name);
        members = Wire.list(members);
        parts = Wire.list(parts);
        known = known == null ? Map.of() : Map.copyOf(known);
    }

    /// What a page has of an account.
    public record Known(String instance, long rev) {}
}
