package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.CallCode;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Who waits for people, and how many may. Each call that waits counts, from the moment it is let in until it gives its place back. Thread-safe.
///
/// While others wait too, or were refused a moment ago, a plugin has at most half of the places.
public final class Waits {
    private static final Duration WANTED = Duration.ofMinutes(1);

    private final Ticker ticker;
    private final Map<Language, Tally> tallies = new EnumMap<>(Language.class);
    private final Map<String, Integer> byPerson = new HashMap<>();
    private final List<Refusals> listeners = new CopyOnWriteArrayList<>();
    private volatile Supplier<Bounds> bounds = () -> Bounds.NONE;

    Waits(Ticker ticker) {
        this.ticker = ticker;
    }

    /// How many may wait.
    ///
    /// @param perLanguage in all plugins of a language together
    /// @param perPerson   for one person in one chat
    public record Bounds(int perLanguage, int perPerson) {
        private static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /// Hears of waits that were refused; must not block.
    @FunctionalInterface
    public interface Refusals {
        /// @param sentence what the script is told
        void refused(Run run, Why why, String sentence);
    }

    /// Why a wait was refused.
    public enum Why {
        /// All places are taken.
        FULL,
        /// The plugin has its half.
        HALF,
        /// The person has as many in this chat as one may have.
        PERSON
    }

    /// A wait under way, until it is closed.
    @FunctionalInterface
    public interface Wait extends AutoCloseable {
        @Override
        void close();
    }

    /// The waits of one language.
    private static final class Tally {
        private final Map<String, Integer> byPlugin = new HashMap<>();
        private final Map<String, Long> refusedAt = new HashMap<>();
        private int all;
    }

    /// Asked at every wait; without it there is no bound.
    public void bound(Supplier<Bounds> current) {
        bounds = current;
    }

    public void listen(Refusals listener) {
        listeners.add(listener);
    }

    /// Lets a call of the run wait.
    ///
    /// @throws CallException with the code [CallCode#BUSY] where no place is free
    Wait take(Run run) {
        String person = person(run);
        Refusal refusal;
        synchronized (this) {
            refusal = refusal(run, person);
            if (refusal == null) {
                Tally tally = tally(run);
                tally.all++;
                tally.byPlugin.merge(run.plugin().file(), 1, Integer::sum);
                byPerson.merge(person, 1, Integer::sum);
            }
        }
        if (refusal != null) {
            Refusal told = refusal;
            listeners.forEach(listener -> listener.refused(run, told.why, told.sentence));
            throw CallException.failed(CallCode.BUSY, told.sentence);
        }
        return () -> give(run, person);
    }

    private record Refusal(Why why, String sentence) {}

    private Refusal refusal(Run run, String person) {
        Bounds now = bounds.get();
        Language language = run.plugin().language();
        int most = now.perLanguage;
        Tally tally = tally(run);
        String file = run.plugin().file();
        int own = tally.byPlugin.getOrDefault(file, 0);
        if (!person.isEmpty() && byPerson.getOrDefault(person, 0) >= now.perPerson) {
            return new Refusal(Why.PERSON, now.perPerson + " runs wait for " + run.context().user().id()
                    + " in this chat already, and plugins.waits_per_person allows no more");
        }
        if (tally.all >= most) {
            tally.refusedAt.put(file, ticker.nanoTime());
            return new Refusal(Why.FULL, tally.all + " waits of " + language.label()
                    + " plugins are open, and plugins.max_waiting allows no more; try again later");
        }
        if (own >= Math.max(1, most / 2) && wantedByOthers(tally, file)) {
            return new Refusal(Why.HALF, file + " has " + own + " of the " + most + " waits that plugins.max_waiting allows "
                    + language.label() + " plugins, and others need some, too; try again later");
        }
        return null;
    }

    private boolean wantedByOthers(Tally tally, String file) {
        tally.refusedAt.values().removeIf(at -> ticker.since(at) > WANTED.toNanos());
        return tally.all > tally.byPlugin.getOrDefault(file, 0)
                || tally.refusedAt.keySet().stream().anyMatch(other -> !other.equals(file));
    }

    /// Runs without a chat or a person are nobody's.
    private static String person(Run run) {
        String user = run.context().user().id();
        return user.isEmpty() || run.context().chat().isEmpty() ? "" : run.context().chatKey() + '\n' + user;
    }

    private Tally tally(Run run) {
        return tallies.computeIfAbsent(run.plugin().language(), _ -> new Tally());
    }

    private synchronized void give(Run run, String person) {
        Tally tally = tally(run);
        tally.all--;
        tally.byPlugin.computeIfPresent(run.plugin().file(), (_, many) -> many == 1 ? null : many - 1);
        byPerson.computeIfPresent(person, (_, many) -> many == 1 ? null : many - 1);
    }

    /// How many waits of the language are open.
    public synchronized int open(Language language) {
        return tallies.containsKey(language) ? tallies.get(language).all : 0;
    }
}
