package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.store.HostState;
import dev.botyard.runtime.script.library.PluginSource.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Remembers where plugins were installed from. Kept by the host. Thread-safe.
final class PluginOrigins {
    private static final Logger log = LoggerFactory.getLogger(PluginOrigins.class);
    private static final String PREFIX = "installed.";

    private final HostState state;
    private final Map<String, PluginOrigin> byFile = new ConcurrentHashMap<>();

    PluginOrigins(HostState state) {
        this.state = state;
        state.all(PREFIX).forEach((key, text) -> {
            String file = key.substring(PREFIX.length());
            try {
                byFile.put(file, read(file, Json.MAPPER.readTree(text)));
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                log.warn("where plugin {} was installed from is not known any more: {}", file, e.getMessage());
            }
        });
    }

    private static PluginOrigin read(String file, JsonNode kept) {
        return new PluginOrigin(file,
                new PluginSource(Kind.valueOf(text(kept, "kind")), text(kept, "address"), text(kept, "ref"), text(kept, "path"),
                        text(kept, "name")),
                text(kept, "revision"), text(kept, "sha256"), Instant.parse(text(kept, "installed")));
    }

    private static String text(JsonNode kept, String name) {
        return kept.path(name).stringValue("");
    }

    Optional<PluginOrigin> of(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    /// By file.
    Map<String, PluginOrigin> all() {
        return new TreeMap<>(byFile);
    }

    void put(PluginOrigin origin) {
        PluginSource source = origin.source();
        state.put(PREFIX + origin.file(),
                Json.MAPPER.writeValueAsString(Map.of("kind", source.kind().name(), "address", source.address(), "ref",
                        source.ref(), "path", source.path(), "name", source.name(), "revision", origin.revision(), "sha256",
                        origin.sha256(), "installed", origin.installed().toString())));
        byFile.put(origin.file(), origin);
    }

    void forget(String file) {
        state.remove(PREFIX + file);
        byFile.remove(file);
    }
}
