package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The newest messages of one chat, in order. Confined to the room's lock.
final class ChatLog {
    /// A chat without messages; nothing is put into it.
    static final ChatLog EMPTY = new ChatLog(0);

    private final int capacity;
    private final TreeMap<Long, Message> messages = new TreeMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();

    ChatLog(int capacity) {
        this.capacity = capacity;
    }

    /// Adds a message or replaces the one with its number.
    void put(Message message) {
        messages.put(message.n(), message);
        ids.put(message.id(), message.n());
        if (!message.key().isEmpty()) {
            keys.put(message.key(), message.n());
        }
        while (messages.size() > capacity) {
            Message oldest = messages.pollFirstEntry().getValue();
            ids.remove(oldest.id());
            keys.remove(oldest.key());
        }
    }

    Optional<Message> byId(String id) {
        return Optional.ofNullable(ids.get(id)).map(messages::get);
    }

    Optional<Message> byKey(String key) {
        return Optional.ofNullable(keys.get(key)).map(messages::get);
    }

    /// At most `count` messages directly before the number, oldest first.
    List<Message> before(long number, int count) {
        return messages.headMap(number, false).descendingMap().values().stream().limit(count).toList().reversed();
    }

    /// What changed after the change number, in order.
    List<Message> newer(long rev) {
        return messages.values().stream().filter(message -> message.rev() > rev).toList();
    }

    /// What no answer of the host has come for.
    List<Message> pending() {
        return messages.values().stream().filter(message -> message.state().equals(Message.PENDING)).toList();
    }

    /// The number of the newest message, 0 for none.
    long last() {
        return messages.isEmpty() ? 0 : messages.lastKey();
    }

    int size() {
        return messages.size();
    }
}
