package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.store.HostState;
import dev.botyard.runtime.infra.thread.Threads;
import java.time.Instant;
import java.util.Optional;

/// Remembers, over restarts too, the last run whose process the system has ended: with several in a row the machine is too small for its bounds.
/// Thread-safe.
public final class MemoryEnds {
    private static final String KEY = "memory.end";

    private final HostState state;
    private volatile Optional<Last> last;

    /// The last one.
    public record Last(Instant at, String plugin, String run, @Sentence String error) {}

    public MemoryEnds(HostState state) {
        this.state = state;
        last = state.get(KEY).map(text -> Shown.read(Json.MAPPER.readTree(text), Last.class));
    }

    /// A run has ended, for whatever reason.
    public void ended(Run run) {
        if (run.result().outOfMemory()) {
            RunRecord record = run.report();
            Last now = new Last(record.started().plus(record.duration()), record.plugin(), record.id(), record.error());
            last = Optional.of(now);
            Threads.startVirtual("memory-end", () -> state.put(KEY, Shown.text(now)));
        }
    }

    public Optional<Last> last() {
        return last;
    }
}
