package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSweepTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    Path store;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MediaLinks links = new MediaLinks(new byte[32], () -> URI.create("http://127.0.0.1"), clock);

    private Path keep(String name, Duration age, int bytes) throws IOException {
        Path file = Files.write(store.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
        return file;
    }

    private List<String> sweep(long maxBytes) throws IOException {
        new MediaSweep(store, Duration.ofHours(24), maxBytes, links, Set::of, clock).sweep();
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
        assertEquals(0, new MediaSweep(store.resolve("none"), Duration.ofHours(1), 1, links, Set::of, clock).sweep());
    }
}
