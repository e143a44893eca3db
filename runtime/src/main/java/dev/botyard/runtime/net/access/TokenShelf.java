package dev.botyard.runtime.net.access;

import java.util.List;

/// Where named tokens outlive the process.
public interface TokenShelf {
    /// Keeps nothing.
    TokenShelf NONE = new TokenShelf() {
        @Override
        public List<Kept> all() {
            return List.of();
        }

        @Override
        public void put(Kept kept) {}

        @Override
        public void remove(String name) {}
    };

    /// @param hash of the token, which nobody finds the token by
    record Kept(ApiToken token, String hash) {
        @Override
        public String toString() {
            return "Kept[" + token.name() + "]";
        }
    }

    List<Kept> all();

    /// @throws dev.botyard.runtime.infra.store.StoreException when it cannot be written
    void put(Kept kept);

    /// @throws dev.botyard.runtime.infra.store.StoreException when it cannot be written
    void remove(String name);
}
