package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Which messages behind the cursor the host has taken already. When the host dies in the middle of an answer, the whole answer comes again,
/// and the host remembers nothing of it. Confined to the thread of `run`; durable when a method returns.
final class Taken {
    private static final String KEY = "taken";
    private static final int MOST = 1000;

    private final KeyValueStore store;
    private final Set<String> ids = new LinkedHashSet<>();
    private String cursor = "";

    Taken(KeyValueStore store) {
        this.store = store;
        store.get(KEY).ifPresent(this::load);
    }

    private void load(String json) {
        try {
            JsonNode kept = Json.parse(json);
            cursor = Json.text(kept, "cursor");
            kept.path("ids").forEach(id -> ids.add(id.stringValue("")));
        } catch (JacksonException damaged) {
            store.remove(KEY);
        }
    }

    /// Whether the host has taken this message behind the cursor.
    boolean has(String at, String id) {
        return cursor.equals(at) && ids.contains(id);
    }

    /// The host has taken one, and others come before the cursor moves.
    void add(String at, String id) {
        if (id.isEmpty()) {
            return;
        }
        if (!cursor.equals(at)) {
            ids.clear();
            cursor = at;
        }
        ids.add(id);
        if (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
        store.put(KEY, Json.object(out -> {
            out.writeStringProperty("cursor", at);
            out.writeArrayPropertyStart("ids");
            ids.forEach(out::writeString);
            out.writeEndArray();
        }));
    }
}
