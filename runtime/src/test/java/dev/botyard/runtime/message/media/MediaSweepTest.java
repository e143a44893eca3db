package dev.botyard.runtime.message.media;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSweepTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path store;
    private final TestTicker ticker = new TestTicker(NOW);
    private final MediaLinks links = new MediaLinks(new byte[32], () -> URI.create("http://127.0.0.1"), ticker);

    private Path keep(String name, Duration age, int bytes) throws IOException {
        Path file = Files.write(store.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private List<String> sweep(long maxBytes) throws IOException {
        new MediaSweep(store, Duration.ofHours(24), maxBytes, links, Set::of, ticker).sweep();
        try (Stream<Path> files = Files.list(store)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsTooOldGoesUnlessAnAddressLeadsToIt() throws IOException {
        keep("old", Duration.ofHours(25), 1);
        links.link(keep("served", Duration.ofHours(25), 1), "a.png", "image/png", Duration.ofMinutes(5));
        keep("young", Duration.ofHours(23), 1);
        assertEquals(List.of("served", "young"), sweep(1_000));
    }

    @Test
    void whatWasNotUsedForLongestGoesFirstWhenItIsTooMuch() throws IOException {
        keep("first", Duration.ofHours(3), 400);
        keep("second", Duration.ofHours(2), 400);
        keep("third", Duration.ofHours(1), 400);
        assertEquals(List.of("second", "third"), sweep(1_000));
    }

    @Test
    void whatMayBeInUseStays() throws IOException {
        keep("now", Duration.ofMinutes(1), 5_000);
        assertEquals(List.of("now"), sweep(1_000));
    }

    @Test
    void aMissingStoreIsEmpty() {
        assertEquals(0, new MediaSweep(store.resolve("none"), Duration.ofHours(1), 1, links, Set::of, ticker).sweep());
    }

    @Test
    void whatAQueuedPushNeedsStaysHoweverOldItIs() throws IOException {
        Path needed = keep("needed", Duration.ofHours(25), 1);
        keep("old", Duration.ofHours(25), 1);
        assertEquals(1, new MediaSweep(store, Duration.ofHours(24), 1_000, links, () -> Set.of(needed), ticker).sweep());
        assertTrue(Files.exists(needed));
    }

    @Test
    void foldersBelowAreSweptToo() throws IOException {
        Files.createDirectories(store.resolve("deep/er"));
        keep("deep/er/old", Duration.ofHours(25), 1);
        sweep(1_000);
        assertFalse(Files.exists(store.resolve("deep/er/old")));
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.write(elsewhere.resolve("precious"), new byte[5_000]);
        Files.setLastModifiedTime(precious, FileTime.from(NOW.minus(Duration.ofDays(300))));
        Files.createSymbolicLink(store.resolve("link"), precious);
        Files.createSymbolicLink(store.resolve("way"), elsewhere);
        assertEquals(List.of("link", "way"), sweep(1_000));
        assertTrue(Files.exists(precious));
    }

    @Test
    void theSettingsSayHowLongAndHowMuch() throws IOException {
        MediaSettings settings = HostSettings.defaults().media();
        keep("old", settings.maxAge().plusSeconds(1), 1);
        keep("young", settings.maxAge().minusSeconds(1), 1);
        assertEquals(1, MediaSweep.ofStore(store, settings, links, Set::of, ticker).sweep());
        keep("download", settings.filesMaxAge().plusSeconds(1), 1);
        assertEquals(1, MediaSweep.ofDownloads(store, settings, links, Set::of, ticker).sweep());
    }

    @Test
    void aSweepBeginsWithTheHostAndEndsWithIt() throws IOException {
        keep("old", Duration.ofHours(25), 1);
        try (MediaSweep sweep = new MediaSweep(store, Duration.ofHours(24), 1_000, links, Set::of, ticker)) {
            sweep.start();
            await().until(() -> !Files.exists(store.resolve("old")));
        }
    }
}
