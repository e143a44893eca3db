package dev.botyard.runtime.im.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Loading and unloading one jar, and telling of it.
class AdapterSlotsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Clock CLOCK = new TestTicker(NOW);

    @TempDir
    Path folder;
    private final LoaderWatch watch = new LoaderWatch(CLOCK);
    private AdapterSlots slots;
    private Announcer announcer;

    @BeforeEach
    void open() {
        slots = new AdapterSlots(folder.resolve("copies"), CLOCK, watch);
        slots.prepare();
        announcer = new Announcer(slots);
        announcer.start();
    }

    @AfterEach
    void close() {
        announcer.close();
        slots.close();
    }

    private Path jar(String version) throws IOException {
        return SampleJar.adapter("sample", version).write(folder.resolve("sample.jar"));
    }

    private LoadedAdapter load(Path jar) throws InterruptedException, IOException {
        return slots.load(jar, true, JarFacts.read(jar, ShadowCopies.hash(jar)));
    }

    private long copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("copies"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).count();
        }
    }

    @Test
    void aLoadedAdapterKnowsWhereItCameFromAndWhen() throws Exception {
        Path jar = jar("1.0.0");
        LoadedAdapter adapter = load(jar);
        assertEquals("sample 1.0.0 " + jar + " true " + NOW, adapter + " " + adapter.source() + " " + adapter.bundled() + " "
                + adapter.loadedAt());
        assertEquals(adapter.classLoader(), adapter.factory().getClass().getClassLoader());
        slots.retire(adapter);
    }

    @Test
    void everyLoadIsOneOfItsOwnAlsoOfTheSameFile() throws Exception {
        Path jar = jar("1.0.0");
        LoadedAdapter first = load(jar);
        LoadedAdapter second = load(jar);
        assertTrue(second.generation() > first.generation());
        assertNotSame(first.factory().getClass(), second.factory().getClass());
        assertEquals(2, copies());
        slots.retire(first);
        assertEquals(1, copies());
        slots.retire(first);
        assertEquals(1, copies(), "what was retired is not retired again");
        slots.retire(second);
        assertEquals(2, watch.waiting());
    }

    @Test
    void aJarThatChangedSinceItWasLookedAtIsLeftUntilItHasSettled() throws Exception {
        Path jar = jar("1.0.0");
        JarFacts before = JarFacts.read(jar, ShadowCopies.hash(jar));
        jar("1.1.0");
        JarRefusedException refused = assertThrows(JarRefusedException.class, () -> slots.load(jar, false, before));
        assertEquals("it was changed while it was being read; it is read again when it has settled", refused.getMessage());
        assertEquals(0, copies());
    }

    @Test
    void aJarThatHasDescribedItselfIsLoadedWhenAnAccountAsks() throws Exception {
        Path jar = jar("1.0.0");
        LoadedAdapter first = load(jar);
        assertTrue(first.inMemory());
        slots.remember(List.of(first.facts()));
        slots.close();

        AdapterSlots next = next();
        LoadedAdapter known = next.load(jar, true, first.facts());
        assertFalse(known.inMemory());
        assertEquals(0, copies());
        assertEquals("sample [sample]", known.descriptor().id() + " " + known.descriptor().imTypes());

        assertEquals("sample.SampleFactory", known.factory().getClass().getName());
        assertTrue(known.inMemory());
        assertSame(known.factory(), known.factory());
        assertEquals(1, copies());
        next.retire(known);
        assertEquals(0, copies());
        next.close();
    }

    @Test
    void aKnownJarThatChangedSinceIsNotLoadedForAnAccount() throws Exception {
        Path jar = jar("1.0.0");
        LoadedAdapter first = load(jar);
        slots.remember(List.of(first.facts()));
        AdapterSlots next = next();
        LoadedAdapter known = next.load(jar, true, first.facts());
        jar("1.1.0");

        AdapterException refused = assertThrows(AdapterException.class, known::factory);

        assertEquals(ErrorKind.COMMUNICATION, refused.kind());
        assertEquals("adapter sample 1.0.0 cannot be loaded from sample.jar: it was changed while it was being read; "
                + "it is read again when it has settled", refused.getMessage());
        next.close();
    }

    @Test
    void whatNobodyAskedForIsPutAway() throws Exception {
        Path jar = jar("1.0.0");
        LoadedAdapter used = load(jar);
        used.factory();
        LoadedAdapter unused = slots.load(jar("1.1.0"), true, JarFacts.read(jar, ShadowCopies.hash(jar)));

        slots.putAway(Duration.ofSeconds(1));
        assertTrue(unused.inMemory(), "it has only just come");
        slots.putAway(Duration.ZERO);

        assertTrue(used.inMemory());
        assertFalse(unused.inMemory());
        assertEquals(1, copies());
        assertEquals("sample.SampleFactory", unused.factory().getClass().getName(), "it is loaded again for an account");
    }

    private AdapterSlots next() {
        AdapterSlots next = new AdapterSlots(folder.resolve("copies"), CLOCK, watch);
        next.prepare();
        return next;
    }

    @Test
    void nothingIsLeftOfAJarThatIsRefused() throws Exception {
        Path jar = SampleJar.of("sample", "1.0.0")
                .source("sample.SampleFactory", SampleJar.factory("sample", "", "if (true) throw new IllegalStateException();"))
                .indexed("sample.SampleFactory").write(folder.resolve("bad.jar"));
        assertThrows(JarRefusedException.class, () -> load(jar));
        assertEquals(0, copies());
    }

    @Test
    void theOldVersionIsUnloadedWhenAllHaveHeardOfTheNew() throws Exception {
        LoadedAdapter before = load(jar("1.0.0"));
        LoadedAdapter after = load(jar("1.1.0"));
        List<String> heard = new ArrayList<>();
        announcer.listen(change -> heard.add("first " + change + " with " + copiesNow()));
        announcer.listen(change -> {
            throw new IllegalStateException("a fault of the listener");
        });
        announcer.listen(change -> heard.add("second " + change + " with " + copiesNow()));
        announcer.announce(new AdapterChange("sample", Optional.of(before), Optional.of(after)));
        assertEquals(List.of("first sample: 1.0.0 → 1.1.0 with 2", "second sample: 1.0.0 → 1.1.0 with 2"), heard);
        assertEquals(1, copies());
        slots.retire(after);
    }

    private long copiesNow() {
        try {
            return copies();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void copiesOfAnEarlierProcessGoAtTheStartAndAllAtTheEnd() throws Exception {
        load(jar("1.0.0"));
        slots.close();
        assertEquals(0, copies());
        Files.writeString(folder.resolve("copies/leftover-1.jar"), "x");
        AdapterSlots next = new AdapterSlots(folder.resolve("copies"), CLOCK, watch);
        next.prepare();
        assertEquals(0, copies());
        next.close();
    }

    @Test
    void aFolderForCopiesThatCannotBeMadeEndsTheStartWithASentence() throws Exception {
        Files.writeString(folder.resolve("file"), "x");
        AdapterSlots nowhere = new AdapterSlots(folder.resolve("file/copies"), CLOCK, watch);
        assertTrue(assertThrows(java.io.UncheckedIOException.class, nowhere::prepare).getMessage()
                .startsWith("the folder for copies of adapter jars cannot be made"));
        nowhere.close();
        assertFalse(Files.exists(folder.resolve("file/copies")));
    }
}
