package dev.botyard.runtime.script.container;

import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.config.ConfigProblem;
import dev.botyard.runtime.config.ContainerEntry;
import dev.botyard.runtime.config.EntryFile;
import dev.botyard.runtime.config.Reading;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.script.container.ContainerRecord.State;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The panels of `containers.yaml`, and the buckets in which scripts find them. Thread-safe.
///
/// An entry in which something is wrong is told, and what it said before goes on.
public final class Containers {
    private static final Logger log = LoggerFactory.getLogger(Containers.class);

    private final EntryFile<ContainerEntry> file;
    private final ContainerBuckets buckets;
    private final ContainerLogin login;
    private final InstantSource clock;
    private final Map<String, Tested> tested = new ConcurrentHashMap<>();
    private volatile Map<String, ContainerEntry> current = Map.of();
    private volatile List<ConfigProblem> problems = List.of();

    /// @param of what was asked; another entry under that id was not
    private record Tested(ContainerEntry of, String fault, Instant at) {}

    public Containers(EntryFile<ContainerEntry> file, Store store, HttpClient http, InstantSource clock) {
        this.file = file;
        this.buckets = new ContainerBuckets(store.buckets(), store.hostState());
        this.login = new ContainerLogin(http);
        this.clock = clock;
    }

    /// In the order of the file.
    public List<ContainerRecord> all() {
        return current.values().stream().map(this::shown).toList();
    }

    /// What is wrong with the file.
    public List<ConfigProblem> problems() {
        return problems;
    }

    public Optional<ContainerRecord> find(String id) {
        return Optional.ofNullable(current.get(id)).map(this::shown);
    }

    private ContainerRecord shown(ContainerEntry entry) {
        Tested last = tested.get(entry.name());
        if (last == null || !asked(last.of(), entry)) {
            return ContainerRecord.of(entry, State.UNTESTED, "", Optional.empty());
        }
        return ContainerRecord.of(entry, last.fault().isEmpty() ? State.OK : State.FAILED, last.fault(), Optional.of(last.at()));
    }

    /// Whether the same panel was asked with the same login.
    private static boolean asked(ContainerEntry one, ContainerEntry other) {
        return one.kind().equals(other.kind()) && one.address().equals(other.address())
                && one.clientId().equals(other.clientId()) && one.clientSecret().equals(other.clientSecret());
    }

    /// Reads the file again.
    public synchronized void refresh() {
        Reading<Map<String, ContainerEntry>> reading = file.follow(current, "", _ -> Optional.empty());
        reading.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problem -> log.error("{}", problem));
        boolean changed = !reading.value().equals(current);
        problems = reading.problems();
        current = reading.value();
        buckets.mirror(current.values());
        tested.keySet().retainAll(current.keySet());
        if (changed) {
            log.info("containers.yaml: {} containers", current.size());
        }
    }

    /// Asks the panel whether it lets the host in.
    ///
    /// @return the container with what it said; empty when there is none
    public Optional<ContainerRecord> test(String id) throws InterruptedException {
        ContainerEntry entry = current.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        Tested now = new Tested(entry, login.fault(entry).orElse(""), clock.instant());
        tested.put(id, now);
        return Optional.of(shown(entry));
    }

    /// Writes a container, new or over the one with its id.
    ///
    /// @param given by the keys of the file; what is left out stays as it is
    /// @throws IllegalArgumentException saying what is wrong
    public synchronized ContainerRecord put(String id, Map<String, Object> given) throws IOException {
        refresh();
        Map<String, Object> values = new LinkedHashMap<>();
        Optional.ofNullable(current.get(id)).ifPresent(before -> values.putAll(values(before)));
        given.forEach((key, value) -> {
            if (value.equals("")) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
        file.put(id, values, _ -> {});
        refresh();
        return find(id)
                .orElseThrow(() -> new IllegalArgumentException("containers.yaml was changed at the same time; try again"));
    }

    private static Map<String, Object> values(ContainerEntry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", entry.kind());
        if (!entry.title().equals(entry.name())) {
            values.put("name", entry.title());
        }
        values.put("address", entry.address());
        values.put("client_id", entry.clientId());
        values.put("client_secret", entry.clientSecret());
        return values;
    }

    /// Takes a container out of the file.
    public synchronized void remove(String id) throws IOException {
        file.remove(id);
        refresh();
    }
}
