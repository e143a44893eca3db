package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.HostState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// Keeps named tokens in the database, as hashes.
public final class StoredTokens implements TokenShelf {
    private static final String PREFIX = "token.";

    private final HostState state;

    public StoredTokens(HostState state) {
        this.state = state;
    }

    @Override
    public List<Kept> all() {
        return state.all(PREFIX).values().stream().map(StoredTokens::read).flatMap(Optional::stream).toList();
    }

    /// A row that somebody spoiled lets nobody in, and does not keep the host from starting.
    private static Optional<Kept> read(String json) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(json, Kept.class))
                    .filter(kept -> kept.token() != null && Stream.of(kept.hash(), kept.token().name(), kept.token().role(),
                            kept.token().created(), kept.token().lastUse()).noneMatch(Objects::isNull));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void put(Kept kept) {
        state.put(PREFIX + kept.token().name(), Json.MAPPER.writeValueAsString(kept));
    }

    @Override
    public void remove(String name) {
        state.remove(PREFIX + name);
    }
}
