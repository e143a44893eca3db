package dev.botyard.adapters.discord;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Discord tells of its things.
final class DiscordObjects {
    private DiscordObjects() {}

    static Map<String, Object> person(String id, String name) {
        return Map.of("id", id, "username", name.toLowerCase(java.util.Locale.ROOT), "global_name", name, "discriminator", "0",
                "avatar",
                "abc");
    }

    static Map<String, Object> guild(DiscordBot bot) {
        Map<String, Object> guild = new LinkedHashMap<>(Map.of("id", DiscordServer.GUILD, "name", "Friends", "owner_id",
                DiscordServer.ANN,
                "system_channel_id", DiscordServer.CHANNEL, "roles",
                List.of(Map.of("id", DiscordServer.GUILD, "name", "@everyone", "permissions", "1071698660929", "color", 0,
                        "position", 0),
                        Map.of("id", "1100000000000000009", "name", "mods", "permissions", "8", "color", 0, "position", 1))));
        guild.put("emojis", List.of());
        guild.put("features", List.of());
        guild.put("member_count", 2);
        guild.put("description", bot.name());
        return guild;
    }

    static Map<String, Object> guildWithChannels(DiscordBot bot) {
        Map<String, Object> guild = guild(bot);
        guild.put("channels", List.of(channel(DiscordServer.CHANNEL)));
        guild.put("threads", List.of());
        guild.put("members",
                List.of(Map.of("user", bot.user(), "roles", List.of(), "joined_at", "2026-01-01T00:00:00+00:00", "deaf", false,
                        "mute", false, "flags", 0)));
        guild.put("presences", List.of());
        guild.put("voice_states", List.of());
        guild.put("stage_instances", List.of());
        guild.put("guild_scheduled_events", List.of());
        guild.put("joined_at", "2026-01-01T00:00:00+00:00");
        guild.put("large", false);
        guild.put("unavailable", false);
        return guild;
    }

    static Map<String, Object> channel(String id) {
        return Map.of("id", id, "type", 0, "guild_id", DiscordServer.GUILD, "name",
                id.equals(DiscordServer.CHANNEL) ? "general" : "c" + id,
                "position", 0, "permission_overwrites",
                List.of(Map.of("id", DiscordServer.GUILD, "type", 0, "allow", "1024", "deny",
                        "1")));
    }

    /// @param guild `""` for a private message
    static Map<String, Object> message(String id, String channel, String guild, Map<String, Object> author, String content) {
        Map<String, Object> message = new LinkedHashMap<>(
                Map.of("id", id, "channel_id", channel, "author", author, "content", content,
                        "timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString().replace("Z", "+00:00"), "tts", false,
                        "mention_everyone", false, "mentions", List.of(), "attachments", List.of(), "type", 0));
        message.put("mention_roles", List.of());
        message.put("embeds", List.of());
        message.put("pinned", false);
        message.put("flags", 0);
        if (!guild.isEmpty()) {
            message.put("guild_id", guild);
            message.put("member",
                    Map.of("roles", List.of(), "joined_at", "2026-01-01T00:00:00+00:00", "deaf", false, "mute", false));
        }
        return message;
    }
}
