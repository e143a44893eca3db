package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/// What one attempt knows of the rooms: who is in them alone with the bot, which are encrypted, what they and their people are called, and where
/// threads begin. Thread-safe.
final class MatrixRooms {
    private static final int MOST = 20_000;

    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private final Set<String> encrypted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> partners = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    boolean isJoined(String room) {
        return joined.contains(room);
    }

    void joined(String room) {
        joined.add(room);
    }

    void left(String room) {
        joined.remove(room);
        partners.remove(room);
    }

    boolean isEncrypted(String room) {
        return encrypted.contains(room);
    }

    /// From now on a room is the private chat with a person.
    void direct(String room, String userId) {
        partners.put(room, userId);
    }

    /// What the account data `m.direct` say: rooms by person.
    void directs(JsonNode content) {
        content.properties().forEach(person -> person.getValue().forEach(room -> partners.put(Json.text(room), person.getKey())));
    }

    /// The same with one more, as the account data want it.
    Map<String, Set<String>> directsByPerson() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        partners.forEach((room, person) -> rooms.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet()).add(room));
        return rooms;
    }

    /// The room of the private chat with a person, `""` for none.
    String roomOf(String userId) {
        return partners.entrySet().stream().filter(entry -> entry.getValue().equals(userId) && joined.contains(entry.getKey()))
                .map(Map.Entry::getKey).findFirst().orElse("");
    }

    Chat chat(String room) {
        String partner = partners.get(room);
        return partner == null ? Chat.group(room, names.getOrDefault(room, "")) : Chat.direct(partner);
    }

    /// What a person is called in a room, `""` when unknown.
    String name(String room, String userId) {
        return names.getOrDefault(room + " " + userId, "");
    }

    /// Where the thread of a message begins, `""` when it is in none.
    String thread(String messageId) {
        return names.getOrDefault("thread " + messageId, "");
    }

    void thread(String messageId, String root) {
        names.put("thread " + messageId, root);
    }

    /// Learns from an event of the state.
    void learn(String room, JsonNode event) {
        if (names.size() > MOST) {
            names.clear();
        }
        JsonNode content = event.path("content");
        switch (Json.text(event, "type")) {
            case "m.room.name" -> names.put(room, Json.text(content, "name"));
            case "m.room.encryption" -> encrypted.add(room);
            case "m.room.member" -> names.put(room + " " + Json.text(event, "state_key"), Json.text(content, "displayname"));
            default -> {
            }
        }
    }
}
