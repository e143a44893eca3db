package dev.botyard.adapters.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Events other than messages, as Discord tells them.
final class DiscordEvents {
    private DiscordEvents() {}

    static Map<String, Object> joined(String person) {
        return Map.of("guild_id", DiscordServer.GUILD, "user", DiscordObjects.person(person, "Newcomer"), "roles", List.of(),
                "joined_at",
                "2026-01-02T03:04:05+00:00", "deaf", false, "mute", false, "flags", 0);
    }

    static Map<String, Object> pressed(DiscordServer server, DiscordBot bot, String message) {
        Map<String, Object> press = new LinkedHashMap<>(
                Map.of("id", server.nextId(), "application_id", bot.id(), "type", 3, "token",
                        "secret-of-the-press", "guild_id", DiscordServer.GUILD, "channel_id", DiscordServer.CHANNEL, "version", 1,
                        "locale",
                        "zh-CN"));
        press.put("data", Map.of("custom_id", "yes", "component_type", 2));
        press.put("channel", DiscordObjects.channel(DiscordServer.CHANNEL));
        press.put("member",
                Map.of("user", DiscordObjects.person(DiscordServer.ANN, "Ann"), "nick", "Annie", "roles", List.of(), "joined_at",
                        "2026-01-01T00:00:00+00:00", "deaf", false, "mute", false, "permissions", "8", "flags", 0));
        press.put("message", DiscordObjects.message(message, DiscordServer.CHANNEL, DiscordServer.GUILD, bot.user(), "choose"));
        press.put("entitlements", List.of());
        press.put("authorizing_integration_owners", Map.of());
        return press;
    }
}
