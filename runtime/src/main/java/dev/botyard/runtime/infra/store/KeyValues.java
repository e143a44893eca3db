package dev.botyard.runtime.infra.store;

import dev.botyard.api.adapter.KeyValueStore;
import java.util.List;
import java.util.Optional;

/// What the adapter of one account keeps.
public final class KeyValues implements KeyValueStore {
    private final Store store;
    private final String account;

    KeyValues(Store store, String account) {
        this.store = store;
        this.account = account;
    }

    @Override
    public Optional<String> get(String key) {
        return store.read(
                session -> session.first("select value from account_value where account = ? and key = ?", row -> row.getString(1),
                        account, key));
    }

    @Override
    public void put(String key, String value) {
        store.write(session -> session.update(
                "insert into account_value values (?, ?, ?) on conflict (account, key) do update set value = excluded.value",
                account, key, value));
    }

    @Override
    public void remove(String key) {
        store.write(session -> session.update("delete from account_value where account = ? and key = ?", account, key));
    }

    @Override
    public List<String> keys(String prefix) {
        return store.read(session -> session.list(
                "select key from account_value where account = ? and substr(key, 1, length(?)) = ? order by key",
                row -> row.getString(1),
                account, prefix, prefix));
    }
}
