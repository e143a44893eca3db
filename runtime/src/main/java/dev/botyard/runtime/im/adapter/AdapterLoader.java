package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds adapters in jars: the bundled ones of the distribution and those that a person added. An added jar takes the place of the bundled one
/// with the same id for as long as it is there. A jar that cannot be used is refused with a sentence, and what ran before goes on. A jar
/// that is seen for the first time is loaded and asked what it is; after that its classes are loaded when an account needs them.
/// Thread-safe; methods that change something wait for the listeners.
public final class AdapterLoader implements Service {
    private static final Logger log = LoggerFactory.getLogger(AdapterLoader.class);
    private static final Duration LEAK_CHECK = Duration.ofSeconds(15);

    private final Path bundledFolder;
    private final AdapterSlots slots;
    private final LoaderWatch watch;
    private final Announcer announcer;
    private final ReentrantLock changes = new ReentrantLock();
    private final Map<Path, AdapterJar> bundled = new TreeMap<>();
    private final Map<Path, AdapterJar> added = new LinkedHashMap<>();
    private final Map<String, LoadedAdapter> running = new TreeMap<>();
    private final Ticker ticker;
    private volatile AdapterCatalog catalog = AdapterCatalog.EMPTY;
    private Ticker.Ticking leakChecks = () -> {};
    private boolean bundledKnown;
    private boolean closed;

    /// @param bundledFolder the distribution's `adapters`; it may be missing
    /// @param copiesFolder  emptied at the start; the jars are loaded from copies in it
    public AdapterLoader(Path bundledFolder, Path copiesFolder, Ticker ticker) {
        this.bundledFolder = bundledFolder;
        this.ticker = ticker;
        watch = new LoaderWatch(ticker);
        slots = new AdapterSlots(copiesFolder, ticker, watch);
        announcer = new Announcer(slots);
    }

    /// Begins to tell listeners; before the first [#sync].
    @Override
    public void start() {
        announcer.start();
        leakChecks = ticker.everyApart(LEAK_CHECK, "adapter-leak-check", () -> {
            slots.putAway(LEAK_CHECK);
            watch.check();
        });
    }

    /// The adapters now.
    public AdapterCatalog catalog() {
        return catalog;
    }

    /// What became of the class loaders of removed and replaced adapters.
    public LoaderWatch loaders() {
        return watch;
    }

    /// Adds a listener for changes from now on.
    public void listen(AdapterListener listener) {
        announcer.listen(listener);
    }

    /// Makes these the added jars: loads new and changed ones, removes those that are gone. The first call loads the bundled jars too.
    /// Calling it again with the same files changes nothing.
    public void sync(Collection<Path> addedJars) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            if (closed) {
                return;
            }
            Set<String> touched = new LinkedHashSet<>();
            if (!bundledKnown) {
                bundledKnown = true;
                slots.prepare();
                bundledJars().forEach(jar -> examine(bundled, jar, true, touched));
            }
            Set<Path> wanted = new LinkedHashSet<>(addedJars);
            added.entrySet().removeIf(jar -> {
                boolean gone = !wanted.contains(jar.getKey());
                if (gone) {
                    touched.addAll(jar.getValue().ids());
                }
                return gone;
            });
            wanted.forEach(jar -> examine(added, jar, false, touched));
            for (String id : touched) {
                decide(id);
            }
            publish();
            slots.remember(running.values().stream().map(LoadedAdapter::facts).toList());
        } finally {
            changes.unlock();
        }
    }

    /// Looks at one added jar that is new or was changed.
    public void load(Path jar) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            List<Path> jars = new ArrayList<>(added.keySet());
            jars.add(jar);
            sync(jars);
        } finally {
            changes.unlock();
        }
    }

    /// Forgets an added jar; the bundled one with its id, if there is one, takes its place.
    public void remove(Path jar) throws InterruptedException {
        changes.lockInterruptibly();
        try {
            sync(added.keySet().stream().filter(path -> !path.equals(jar)).toList());
        } finally {
            changes.unlock();
        }
    }

    private List<Path> bundledJars() {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(bundledFolder, "*.jar")) {
            List<Path> found = new ArrayList<>();
            jars.forEach(found::add);
            found.sort(null);
            return found;
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            log.error("the bundled adapters in {} cannot be read: {}", bundledFolder, e.getMessage());
            return List.of();
        }
    }

    /// Reads a jar from outside and notes which ids have to be decided anew.
    private void examine(Map<Path, AdapterJar> folder, Path path, boolean isBundled, Set<String> touched) {
        AdapterJar jar = folder.computeIfAbsent(path, key -> new AdapterJar(key, isBundled));
        if (jar.unchanged()) {
            return;
        }
        touched.addAll(jar.ids());
        jar.read(ticker.instant());
        touched.addAll(jar.ids());
        if (jar.refusal().isPresent()) {
            logRefusal(jar);
        }
    }

    /// Picks the jar that gives adapter `id` from now on, and swaps.
    private void decide(String id) throws InterruptedException {
        LoadedAdapter before = running.get(id);
        List<AdapterJar> candidates = Stream.concat(added.values().stream(), bundled.values().stream())
                .filter(jar -> jar.ids().contains(id)).toList();
        LoadedAdapter after = null;
        AdapterJar winner = null;
        for (AdapterJar jar : candidates) {
            if (winner != null) {
                if (jar.facts().filter(facts -> facts.id().equals(id)).isPresent()) {
                    yieldTo(winner, jar, id);
                }
                continue;
            }
            after = current(jar, id, before);
            winner = after == null ? null : jar;
        }
        if (after != before) {
            swap(id, before, after);
        }
    }

    /// The adapter that `jar` gives for `id`: loaded now, the one already running from it, or null.
    private @Nullable LoadedAdapter current(AdapterJar jar, String id, @Nullable LoadedAdapter before)
            throws InterruptedException {
        LoadedAdapter old = before != null && before.source().equals(jar.path()) ? before : null;
        Optional<JarFacts> facts = jar.facts().filter(known -> known.id().equals(id));
        if (old != null && facts.map(JarFacts::sha256).filter(old.facts().sha256()::equals).isPresent()) {
            jar.accept();
            return old;
        }
        if (facts.isPresent()) {
            try {
                LoadedAdapter fresh = slots.load(jar.path(), jar.bundled(), facts.get());
                jar.accept();
                return fresh;
            } catch (JarRefusedException e) {
                jar.refuse(e.getMessage(), ticker.instant());
                logRefusal(jar);
            }
        }
        boolean moved = jar.facts().isPresent() && facts.isEmpty();
        return moved ? null : old;
    }

    private void yieldTo(AdapterJar winner, AdapterJar jar, String id) {
        if (jar.bundled() == winner.bundled()) {
            jar.refuse(
                    "adapter " + id + " is given by " + winner.path().getFileName() + " and by " + jar.path().getFileName() + "; "
                            + winner.path().getFileName() + " is used, remove one of them",
                    ticker.instant());
            logRefusal(jar);
            return;
        }
        jar.accept();
        log.info("adapter {}: {} takes the place of the bundled {}", id, winner.path(), jar.path().getFileName());
    }

    private void swap(String id, @Nullable LoadedAdapter before, @Nullable LoadedAdapter after) throws InterruptedException {
        if (after == null) {
            running.remove(id);
        } else {
            running.put(id, after);
        }
        publish();
        AdapterChange change = new AdapterChange(id, Optional.ofNullable(before), Optional.ofNullable(after));
        log.info("adapter {}{}", change, after == null ? "" : " from " + after.source());
        announcer.announce(change);
    }

    private void logRefusal(AdapterJar jar) {
        jar.refusal().ifPresent(refusal -> log.warn("{} adapter jar {} was refused: {}", jar.bundled() ? "bundled" : "added",
                refusal.source(), refusal.reason()));
    }

    private void publish() {
        catalog = new AdapterCatalog(running.values(), Stream.concat(added.values().stream(), bundled.values().stream())
                .map(jar -> jar.refusal().orElse(null)).filter(Objects::nonNull).toList());
    }

    /// Unloads everything. The accounts must have been stopped before.
    @Override
    public void close() {
        changes.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            leakChecks.close();
            announcer.close();
            catalog = AdapterCatalog.EMPTY;
            running.values().forEach(slots::retire);
            running.clear();
            slots.close();
        } finally {
            changes.unlock();
        }
    }
}
