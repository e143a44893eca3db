package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The texts of the last messages, since newer phones quote by id alone. A ring of a fixed size in the store. Thread-safe.
final class Recollection {
    private static final String PREFIX = "said/";
    private static final int LONGEST = 2000;

    private final KeyValueStore store;
    private final int size;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<Integer, String> slots = new LinkedHashMap<>();
    private long count;

    Recollection(KeyValueStore store, int size) {
        this.store = store;
        this.size = size;
        for (String key : store.keys(PREFIX)) {
            store.get(key).ifPresent(json -> load(key, json));
        }
    }

    private void load(String key, String json) {
        try {
            JsonNode said = Json.parse(json);
            int slot = Integer.parseInt(key.substring(PREFIX.length()));
            slots.put(slot, Json.text(said, "id"));
            texts.put(Json.text(said, "id"), Json.text(said, "text"));
            count = Math.max(count, Json.number(said, "count") + 1);
        } catch (JacksonException | NumberFormatException damaged) {
            store.remove(key);
        }
    }

    synchronized void keep(String id, String text) {
        if (id.isEmpty() || text.isEmpty() || texts.containsKey(id)) {
            return;
        }
        String kept = text.length() > LONGEST ? text.substring(0, end(text)) : text;
        int slot = (int) (count % size);
        long number = count++;
        texts.remove(slots.put(slot, id));
        texts.put(id, kept);
        store.put(PREFIX + slot, Json.object(out -> {
            out.writeStringProperty("id", id);
            out.writeStringProperty("text", kept);
            out.writeNumberProperty("count", number);
        }));
    }

    /// Not within a character.
    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    synchronized Optional<String> text(String id) {
        return Optional.ofNullable(texts.get(id));
    }
}
