package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.store.WaitingRuns;
import dev.botyard.runtime.infra.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Runs that the last end of the host has cut off or left waiting. Each is begun when its account can speak, and before the first new event of
/// that account, so that the order within a chat is kept. Thread-safe.
public final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    /// Later, nobody waits for the answer any more.
    private static final Duration STALE = Duration.ofHours(24);

    private final WaitingRuns store;
    private final Clock clock;
    private final Map<String, List<Left>> byAccount = new LinkedHashMap<>();
    private volatile Consumer<Left> starter = left -> {};
    private volatile boolean begun;
    private volatile boolean any;

    public Leftovers(WaitingRuns store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// A run to be begun.
    record Left(String id, String plugin, EventMark event, RunContext context) {}

    /// Reads what the host's end has left; before the first account runs.
    ///
    /// @param taken hears the account and the mark of each event, which must not fire anything again
    public synchronized void recall(BiConsumer<String, EventMark> taken) {
        for (WaitingRuns.Entry entry : store.all()) {
            EventMark event = EventMark.ofLine(entry.event());
            taken.accept(entry.account(), event);
            if (entry.since().plus(STALE).isBefore(clock.instant())) {
                drop(entry.id(), entry.plugin(), "it has waited since " + entry.since());
                continue;
            }
            try {
                Left left = new Left(entry.id(), entry.plugin(), event,
                        Json.MAPPER.readValue(entry.context(), KeptContext.class).context(entry.account()));
                if (entry.spoken()) {
                    interrupted(left);
                } else {
                    byAccount.computeIfAbsent(entry.account(), account -> new ArrayList<>()).add(left);
                }
            } catch (JacksonException damaged) {
                drop(entry.id(), entry.plugin(), "what was kept of it cannot be read");
            }
        }
        any = !byAccount.isEmpty();
    }

    private void interrupted(Left left) {
        log.warn("run {} of {} for message '{}' of account {} had begun to answer when the host ended, and is not begun again",
                left.id(), left.plugin(), left.context().messageId(), left.context().account());
        remove(left.id());
    }

    /// Says how a run is begun; before [#recall].
    void serve(Consumer<Left> how) {
        starter = how;
    }

    /// The accounts are there: begins what need not wait for one.
    ///
    /// @param awaited whether an account will be able to speak later, and is not yet
    public void begin(Predicate<String> awaited) {
        begun = true;
        resume(awaited);
    }

    /// The state of accounts has changed.
    public void resume(Predicate<String> awaited) {
        if (any && begun) {
            synchronized (this) {
                List.copyOf(byAccount.keySet()).stream().filter(awaited.negate()).forEach(this::start);
            }
        }
    }

    /// An event of the account comes: what it has left comes first.
    void before(String account) {
        if (any) {
            synchronized (this) {
                start(account);
            }
        }
    }

    private void start(String account) {
        List<Left> due = byAccount.remove(account);
        any = !byAccount.isEmpty();
        if (due != null) {
            log.info("begins {} runs of account {} that the host's end has left", due.size(), account);
            due.forEach(starter);
        }
    }

    /// The run is not begun any more.
    void drop(String id, String plugin, String why) {
        log.warn("run {} of {}, which waited when the host ended, is left out: {}", id, plugin, why);
        remove(id);
    }

    private void remove(String id) {
        try {
            store.remove(id);
        } catch (StoreException full) {
            log.error("run {} may be repeated after the next start: {}", id, full.getMessage());
        }
    }
}
