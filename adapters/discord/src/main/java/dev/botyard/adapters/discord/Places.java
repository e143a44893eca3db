package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// Where things are said: to which server a channel belongs, what both are called, and in which channel a person is spoken to in private. What
/// the gateway has not told in this session is asked for once. Thread-safe.
final class Places {
    private static final Duration BRIEF = Duration.ofSeconds(3);
    private static final String DIRECT = "direct:";

    private final DiscordApi api;
    private final KeyValueStore storage;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Map<String, Guild> guilds = new ConcurrentHashMap<>();
    private final Map<String, String> people = new ConcurrentHashMap<>();

    Places(DiscordApi api, KeyValueStore storage) {
        this.api = api;
        this.storage = storage;
    }

    private record Channel(String guild, String name) {}

    /// @param greeting the channel of notes on who joined, `""` for none
    private record Guild(String name, String greeting) {}

    /// What `GUILD_CREATE` and `GUILD_UPDATE` tell.
    void guild(JsonNode guild) {
        String id = Json.text(guild, "id");
        guilds.put(id, new Guild(Json.text(guild, "name"), Json.text(guild, "system_channel_id")));
        guild.path("channels").forEach(channel -> channel(channel, id));
        guild.path("threads").forEach(thread -> channel(thread, id));
    }

    /// @param guild its server where it does not say so itself
    void channel(JsonNode channel, String guild) {
        String told = Json.text(channel, "guild_id");
        channels.put(Json.text(channel, "id"), new Channel(told.isEmpty() ? guild : told, Json.text(channel, "name")));
    }

    /// The chat of a channel of a server.
    Chat group(String channelId, String guildId) throws InterruptedException {
        Channel channel = channel(channelId, BRIEF);
        String guild = guild(channel.guild.isEmpty() ? guildId : channel.guild).name;
        return Chat.group(channelId, channel.name.isEmpty() ? guild : (guild + " #" + channel.name).strip());
    }

    /// The chat for what concerns a whole server: where Discord itself greets who joins.
    Chat greeting(String guildId) throws InterruptedException {
        String channel = guild(guildId).greeting;
        return channel.isEmpty() ? Chat.group(guildId, guild(guildId).name) : group(channel, guildId);
    }

    /// A name is not worth an event: what cannot be asked for stays unknown.
    private Channel channel(String id, Duration timeout) throws InterruptedException {
        if (!channels.containsKey(id)) {
            try {
                channel(api.get("/channels/" + DiscordApi.id("channel", id), timeout), "");
            } catch (AdapterException unknown) {
                channels.putIfAbsent(id, new Channel("", ""));
            }
        }
        return channels.getOrDefault(id, new Channel("", ""));
    }

    private Guild guild(String id) throws InterruptedException {
        if (!guilds.containsKey(id) && !id.isEmpty()) {
            try {
                guild(api.get("/guilds/" + DiscordApi.id("server", id), BRIEF));
            } catch (AdapterException unknown) {
                guilds.putIfAbsent(id, new Guild("", ""));
            }
        }
        return guilds.getOrDefault(id, new Guild("", ""));
    }

    /// The server that a group's rules belong to.
    ///
    /// @throws AdapterException `UNREACHABLE_TARGET` when it belongs to none, or the bot does not see it
    String guildOf(String channelId) throws InterruptedException {
        if (guilds.containsKey(channelId)) {
            return channelId;
        }
        Channel known = channels.get(channelId);
        if (known == null || known.guild.isEmpty()) {
            channel(api.get("/channels/" + DiscordApi.id("channel", channelId), DiscordApi.USUAL), "");
        }
        String guild = channels.getOrDefault(channelId, new Channel("", "")).guild;
        if (guild.isEmpty()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                    "the channel " + channelId + " belongs to no server of the bot");
        }
        return guild;
    }

    /// A private message came: there the person is reached.
    void met(String userId, String channelId) {
        people.put(channelId, userId);
        if (!storage.get(DIRECT + userId).equals(Optional.of(channelId))) {
            storage.put(DIRECT + userId, channelId);
        }
    }

    /// Who is behind a private channel, `""` when nobody knows any more.
    String person(String channelId) {
        return people.getOrDefault(channelId, "");
    }

    /// The channel by which a person is reached; made if need be.
    String direct(String userId, Duration timeout) throws InterruptedException {
        String known = storage.get(DIRECT + DiscordApi.id("person", userId)).orElse("");
        if (!known.isEmpty()) {
            people.putIfAbsent(known, userId);
            return known;
        }
        try {
            String made = Json.text(api.call("POST", "/users/@me/channels", Map.of("recipient_id", userId), timeout), "id");
            met(userId, made);
            return made;
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.UNKNOWN_OUTCOME
                    ? new AdapterException(ErrorKind.COMMUNICATION, "nothing was sent: " + failure.getMessage(), failure)
                    : failure;
        }
    }

    /// The channel is not there any more.
    void forget(String userId) {
        storage.remove(DIRECT + userId);
    }
}
