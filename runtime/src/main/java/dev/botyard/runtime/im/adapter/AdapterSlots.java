package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
    private final Map<Long, LoadedJar> loaded = new ConcurrentHashMap<>();
    private final AtomicLong generations = new AtomicLong();
    private final ShadowCopies copies;
    private final Clock clock;
    private final LoaderWatch watch;

    AdapterSlots(Path copiesFolder, Clock clock, LoaderWatch watch) {
        copies = new ShadowCopies(copiesFolder);
        this.clock = clock;
        this.watch = watch;
    }

    void prepare() {
        try {
            copies.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for copies of adapter jars cannot be made: " + e.getMessage(), e);
        }
    }

    /// Loads and checks a jar completely.
    ///
    /// @param expected what the jar said when it was looked at
    /// @throws JarRefusedException when it cannot be used; nothing of it is left then
    LoadedAdapter load(Path jar, boolean bundled, JarFacts expected) throws InterruptedException {
        long generation = generations.incrementAndGet();
        ShadowCopies.Copy incoming = copies.take(jar, generation);
        Path copy = incoming.file();
        try {
            JarFacts facts = JarFacts.read(copy, incoming.sha256());
            if (!facts.equals(expected)) {
                throw new JarRefusedException("it was changed while it was being read; it is read again when it has settled");
            }
            copy = copies.name(incoming, facts.id(), generation);
            return load(jar, bundled, facts, copy, generation);
        } catch (JarRefusedException e) {
            copies.delete(copy);
            throw e;
        }
    }

    private LoadedAdapter load(Path jar, boolean bundled, JarFacts facts, Path copy, long generation)
            throws InterruptedException {
        LoadedJar opened = onThread(() -> LoadedJar.open(copy, facts, shared));
        try {
            FactoryProbe.Found found = new FactoryProbe(facts, opened).find();
            loaded.put(generation, opened);
            return new LoadedAdapter(facts, jar, bundled, found.descriptor(), found.factory(), opened.classLoader(),
                    clock.instant(), generation);
        } catch (JarRefusedException | InterruptedException e) {
            closeQuietly(opened);
            throw e;
        }
    }

    /// Unloads a version that nobody uses any more and watches that it disappears.
    void retire(LoadedAdapter adapter) {
        LoadedJar jar = loaded.remove(adapter.generation());
        if (jar != null) {
            closeQuietly(jar);
            watch.watch(adapter);
        }
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
