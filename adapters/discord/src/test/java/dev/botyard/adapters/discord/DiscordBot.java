package dev.botyard.adapters.discord;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A bot that the fake knows.
///
/// @param nonces messages by the nonce that they were sent with
record DiscordBot(String token, String id, String name, Map<String, Map<String, Object>> nonces) {
    DiscordBot(String token, String id, String name) {
        this(token, id, name, new ConcurrentHashMap<>());
    }

    Map<String, Object> user() {
        return Map.of("id", id, "username", name, "global_name", name, "discriminator", "0", "bot", true, "avatar", "a1b2");
    }
}
