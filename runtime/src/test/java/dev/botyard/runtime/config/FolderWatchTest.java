package dev.botyard.runtime.config;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @TempDir
    private Path home;
    private Path one;
    private Path two;
    private final List<String> reports = new ArrayList<>();
    private FolderWatch watch;

    @BeforeEach
    void setUp() throws IOException {
        one = Files.createDirectory(home.resolve("one"));
        two = home.resolve("two");
        watch = new FolderWatch(List.of(one, two), "*.{py,js}", changes -> reports.add(describe(changes)));
    }

    private static String describe(FileChanges changes) {
        return "+" + names(changes.added()) + " *" + names(changes.changed()) + " -" + names(changes.removed());
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    private void polls(int count) {
        for (int index = 0; index < count; index++) {
            watch.poll();
        }
    }

    @Test
    void aFileRewrittenInPlaceWithItsSizeAndTimeIsReported() throws IOException {
        Path file = Files.writeString(one.resolve("a.py"), "1");
        FileTime time = FileTime.from(Instant.parse("2023-11-14T22:13:20Z"));
        Files.setLastModifiedTime(file, time);
        polls(3);
        reports.clear();
        await().until(() -> {
            Files.writeString(file, "2");
            Files.setLastModifiedTime(file, time);
            polls(3);
            return !reports.isEmpty();
        });
        assertEquals(List.of("+[] *[a.py] -[]"), reports);
    }

    @Test
    void reportsWhatHasSettledInOneBatch() throws IOException {
        Files.writeString(one.resolve("b.py"), "1");
        Files.createDirectory(two);
        Files.writeString(two.resolve("a.js"), "1");
        watch.poll();
        assertEquals(List.of(), reports);
        polls(5);
        assertEquals(List.of("+[b.py, a.js] *[] -[]"), reports);
        Files.writeString(one.resolve("b.py"), "22");
        Files.delete(two.resolve("a.js"));
        Files.writeString(one.resolve("c.py"), "1");
        polls(5);
        assertEquals("+[c.py] *[b.py] -[a.js]", reports.getLast());
        assertEquals(2, reports.size());
    }

    @Test
    void waitsWhileAFileGrows() throws IOException {
        for (int size = 1; size < 5; size++) {
            Files.writeString(one.resolve("a.py"), "x".repeat(size));
            watch.poll();
        }
        assertEquals(List.of(), reports);
        watch.poll();
        assertEquals(List.of("+[a.py] *[] -[]"), reports);
    }

    @Test
    void ignoresATouchThatChangesNothing() throws IOException {
        Files.writeString(one.resolve("a.py"), "1");
        watch.baseline();
        Files.setLastModifiedTime(one.resolve("a.py"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        polls(3);
        assertEquals(List.of(), reports);
    }

    @Test
    void seesAReplacementOfTheSameSizeAndTime() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(Files.writeString(one.resolve("a.py"), "1"), time);
        watch.baseline();
        Path next = Files.writeString(one.resolve(".next"), "2");
        Files.setLastModifiedTime(next, time);
        Files.move(next, one.resolve("a.py"), StandardCopyOption.REPLACE_EXISTING);
        polls(2);
        assertEquals(List.of("+[] *[a.py] -[]"), reports);
    }

    @Test
    void takesAFileThatIsReplacedInStepsAsChanged() throws IOException {
        Files.writeString(one.resolve("a.py"), "1");
        watch.baseline();
        Files.delete(one.resolve("a.py"));
        watch.poll();
        Files.writeString(one.resolve("a.py"), "2");
        polls(3);
        assertEquals(List.of("+[] *[a.py] -[]"), reports);
    }

    @Test
    void ignoresOtherFilesAndFoldersBelow() throws IOException {
        Files.writeString(one.resolve(".a.py"), "");
        Files.writeString(one.resolve("a.py~"), "");
        Files.writeString(one.resolve(".a.py.swp"), "");
        Files.writeString(one.resolve("a.txt"), "");
        Files.createDirectory(one.resolve("folder.py"));
        Files.writeString(one.resolve("folder.py/a.py"), "");
        polls(3);
        assertEquals(List.of(), reports);
    }

    @Test
    void reportsTheFilesOfAFolderThatGoes() throws IOException {
        Files.createDirectory(two);
        Files.writeString(two.resolve("a.py"), "");
        watch.baseline();
        Files.delete(two.resolve("a.py"));
        Files.delete(two);
        polls(2);
        assertEquals(List.of("+[] *[] -[a.py]"), reports);
    }

    @Test
    void reportsWithinTwoSecondsOnAThreadOfItsOwn() throws IOException {
        LinkedBlockingQueue<Boolean> virtual = new LinkedBlockingQueue<>();
        try (FolderWatch running = new FolderWatch(List.of(one), "*.py", _ -> virtual.add(Thread.currentThread().isVirtual()))) {
            running.baseline();
            running.start();
            Files.writeString(one.resolve("a.py"), "1");
            await().until(() -> !virtual.isEmpty());
            assertTrue(virtual.poll());
        }
    }
}
