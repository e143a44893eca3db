package dev.botyard.runtime.infra.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Small things the host itself remembers: accounts switched on or off, default accounts chosen while running.
public final class HostState {
    private static final String MACHINE = "machine.id";

    private final Store store;

    HostState(Store store) {
        this.store = store;
    }

    public Optional<String> get(String key) {
        return store.read(session -> session.first("select value from host_state where key = ?", row -> row.getString(1), key));
    }

    public void put(String key, String value) {
        store.write(session -> session.update(
                "insert into host_state values (?, ?) on conflict (key) do update set value = excluded.value", key,
                value));
    }

    public void remove(String key) {
        store.write(session -> session.update("delete from host_state where key = ?", key));
    }

    /// The entries whose key begins with `prefix`, sorted by key.
    public Map<String, String> all(String prefix) {
        return store.read(session -> {
            Map<String, String> found = new LinkedHashMap<>();
            session.list("select key, value from host_state where substr(key, 1, length(?)) = ? order by key",
                    row -> found.put(row.getString(1), row.getString(2)), prefix, prefix);
            return found;
        });
    }

    /// An id this home keeps for ever.
    public String machineId() {
        String fresh = UUID.randomUUID().toString();
        return store.write(session -> {
            session.update("insert into host_state values (?, ?) on conflict (key) do nothing", MACHINE, fresh);
            return session.first("select value from host_state where key = ?", row -> row.getString(1), MACHINE).orElse(fresh);
        });
    }
}
