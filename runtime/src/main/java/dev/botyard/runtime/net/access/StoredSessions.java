package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.store.HostState;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Keeps sessions in the database. A full disk ends no session: it is then kept in memory alone.
public final class StoredSessions implements SessionShelf {
    private static final Logger log = LoggerFactory.getLogger(StoredSessions.class);
    private static final String PREFIX = "session.";

    private final HostState state;

    public StoredSessions(HostState state) {
        this.state = state;
    }

    @Override
    public List<Kept> all() {
        return state.all(PREFIX).values().stream().map(StoredSessions::read).flatMap(Optional::stream).toList();
    }

    private static Optional<Kept> read(String json) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(json, Kept.class)).filter(StoredSessions::whole);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// A row that somebody spoiled must not keep the host from starting.
    private static boolean whole(Kept kept) {
        OperatorSession session = kept.session();
        return session != null && Stream.of(session.id(), session.since(), session.seen(), session.expires(), session.agent(),
                kept.proof(), kept.mark()).noneMatch(Objects::isNull);
    }

    @Override
    public void put(Kept kept) {
        try {
            state.put(PREFIX + kept.session().id(), Json.MAPPER.writeValueAsString(kept));
        } catch (StoreException e) {
            log.warn("a browser's login is not kept over a restart: {}", e.getMessage());
        }
    }

    @Override
    public void remove(String id) {
        try {
            state.remove(PREFIX + id);
        } catch (StoreException e) {
            log.warn("a browser's login that ended is still in the database: {}", e.getMessage());
        }
    }
}
