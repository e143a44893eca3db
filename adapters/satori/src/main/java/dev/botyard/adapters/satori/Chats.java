package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Which channel is the private one of a person, to which guild a channel belongs, and by what a message can be answered. Thread-safe.
final class Chats {
    private static final String PRIVATE = "private/";
    private static final String GUILD = "guild/";
    private static final int DIRECT = 1;
    private static final int REFERRERS = 1_000;

    private final KeyValueStore store;
    private final Map<String, String> referrers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REFERRERS;
        }
    });

    Chats(KeyValueStore store) {
        this.store = store;
    }

    /// What an event says about its chat.
    void learn(JsonNode event) {
        String channel = Json.text(event.path("channel"), "id");
        if (channel.isEmpty()) {
            return;
        }
        String user = Json.text(event.path("user"), "id");
        if (direct(event) && !user.isEmpty() && !user.equals(Json.text(SatoriInbound.login(event).path("user"), "id"))) {
            keep(PRIVATE + user, channel);
        }
        String guild = Json.text(event.path("guild"), "id");
        if (!guild.isEmpty() && !guild.equals(channel)) {
            keep(GUILD + channel, guild);
        }
        String message = Json.text(event.path("message"), "id");
        if (!message.isEmpty() && event.path("referrer").isObject()) {
            referrers.put(message, event.path("referrer").toString());
        }
    }

    private void keep(String key, String value) {
        if (!store.get(key).equals(Optional.of(value))) {
            store.put(key, value);
        }
    }

    /// Whether an event is of a private chat.
    static boolean direct(JsonNode event) {
        return Json.number(event.path("channel"), "type") == DIRECT;
    }

    /// The channel of a target; that of a person is made where it is not known.
    String channel(Target target, SatoriClient client) throws InterruptedException {
        if (target.userId().isEmpty()) {
            return target.chatId();
        }
        Optional<String> known = store.get(PRIVATE + target.userId());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            String made = Json
                    .text(client.call("user.channel.create", out -> out.writeStringProperty("user_id", target.userId())), "id");
            if (made.isEmpty()) {
                throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "the server names no private channel of " + target);
            }
            keep(PRIVATE + target.userId(), made);
            return made;
        } catch (AdapterException refused) {
            throw refused.kind() == ErrorKind.REJECTED
                    ? new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                            "no private chat with " + target + ": " + refused.getMessage(), refused)
                    : refused.kind() == ErrorKind.UNKNOWN_OUTCOME
                            ? new AdapterException(ErrorKind.COMMUNICATION, refused.getMessage(), refused)
                            : refused;
        }
    }

    /// The channel of a chat in which something was said.
    String channel(Chat chat, SatoriClient client) throws InterruptedException {
        return channel(Target.of(chat), client);
    }

    /// The guild of a group; on many platforms it is the channel itself.
    String guild(String groupId) {
        return store.get(GUILD + groupId).orElse(groupId);
    }

    /// What makes a message an answer on platforms that ask for that, as JSON; `""` for nothing.
    String referrer(String messageId) {
        return referrers.getOrDefault(messageId, "");
    }
}
