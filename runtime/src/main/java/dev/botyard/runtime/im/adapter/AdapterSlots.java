package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is loaded at the moment, and the one thread on which PF4J is called.
final class AdapterSlots implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdapterSlots.class);

    private final ExecutorService pf4j = Threads.single("adapter-loader");
    private final SharedClasses shared = new SharedClasses(AdapterSlots.class.getClassLoader());
    private final Set<LoadedAdapter> probed = ConcurrentHashMap.newKeySet();
    private final AtomicLong generations = new AtomicLong();
    private final AtomicLong copiesTaken = new AtomicLong();
    private final ShadowCopies copies;
    private final DescriptorShelf shelf;
    private final Clock clock;
    private final LoaderWatch watch;

    AdapterSlots(Path copiesFolder, Clock clock, LoaderWatch watch) {
        copies = new ShadowCopies(copiesFolder);
        shelf = new DescriptorShelf(copiesFolder.resolve("descriptors.json"));
        this.clock = clock;
        this.watch = watch;
    }

    void prepare() {
        try {
            copies.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for copies of adapter jars cannot be made: " + e.getMessage(), e);
        }
        shelf.read();
    }

    /// The adapter in a jar: as it described itself before, else loaded and checked completely.
    ///
    /// @param facts what the jar said when it was looked at
    /// @throws JarRefusedException when it cannot be used; nothing of it is left then
    LoadedAdapter load(Path jar, boolean bundled, JarFacts facts) throws InterruptedException {
        long generation = generations.incrementAndGet();
        LoadedJar.refuseOtherApi(facts);
        Optional<AdapterDescriptor> known = shelf.find(facts);
        if (known.isPresent()) {
            AdapterCode later = AdapterCode.from(() -> open(jar, facts).code());
            return new LoadedAdapter(facts, jar, bundled, known.get(), later, clock.instant(), generation);
        }
        Probed now = open(jar, facts);
        shelf.put(facts, now.descriptor());
        LoadedAdapter adapter = new LoadedAdapter(facts, jar, bundled, now.descriptor(),
                AdapterCode.of(now.code(), () -> open(jar, facts).code()), clock.instant(), generation);
        probed.add(adapter);
        return adapter;
    }

    /// Keeps for the next start how these described themselves.
    void remember(Collection<JarFacts> jars) {
        shelf.save(jars);
    }

    /// Puts the classes away of those that were loaded for nothing but their description, and used by nobody for this long.
    void putAway(Duration unused) {
        Instant before = clock.instant().minus(unused);
        probed.removeIf(adapter -> {
            boolean over = !adapter.loadedAt().isAfter(before);
            if (over) {
                adapter.code().putAway().ifPresent(code -> close(adapter, code));
            }
            return over;
        });
    }

    private record Probed(AdapterDescriptor descriptor, AdapterCode.Opened code) {}

    /// Loads the classes of a jar that is still what it was.
    private Probed open(Path jar, JarFacts expected) throws InterruptedException {
        long copied = copiesTaken.incrementAndGet();
        ShadowCopies.Copy incoming = copies.take(jar, copied);
        Path copy = incoming.file();
        try {
            JarFacts facts = JarFacts.read(copy, incoming.sha256());
            if (!facts.equals(expected)) {
                throw new JarRefusedException("it was changed while it was being read; it is read again when it has settled");
            }
            copy = copies.name(incoming, facts.id(), copied);
            return probe(facts, copy);
        } catch (JarRefusedException e) {
            copies.delete(copy);
            throw e;
        }
    }

    private Probed probe(JarFacts facts, Path copy) throws InterruptedException {
        LoadedJar opened = onThread(() -> LoadedJar.open(copy, facts, shared));
        try {
            FactoryProbe.Found found = new FactoryProbe(facts, opened).find();
            return new Probed(found.descriptor(),
                    new AdapterCode.Opened(found.factory(), opened.classLoader(), Optional.of(opened)));
        } catch (JarRefusedException | InterruptedException e) {
            closeQuietly(opened);
            throw e;
        }
    }

    /// Unloads a version that nobody uses any more and watches that it disappears.
    void retire(LoadedAdapter adapter) {
        probed.remove(adapter);
        adapter.code().retire().ifPresent(code -> close(adapter, code));
    }

    private void close(LoadedAdapter adapter, AdapterCode.Opened code) {
        code.jar().ifPresent(jar -> {
            closeQuietly(jar);
            watch.watch(adapter, code.classLoader());
        });
    }

    private void closeQuietly(LoadedJar jar) {
        try {
            pf4j.submit(jar::close).get();
        } catch (ExecutionException e) {
            log.warn("the copy {} could not be unloaded cleanly", jar.copy(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        copies.delete(jar.copy());
    }

    private <T> T onThread(Callable<T> action) throws InterruptedException {
        try {
            return pf4j.submit(action).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case null -> throw new IllegalStateException(e);
                case JarRefusedException refused -> throw refused;
                case RuntimeException other -> throw new JarRefusedException("it could not be loaded (" + other + ")", other);
                case LinkageError broken ->
                    throw new JarRefusedException("its classes do not fit together (" + broken + ")", broken);
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        pf4j.shutdown();
        copies.clear();
    }
}
