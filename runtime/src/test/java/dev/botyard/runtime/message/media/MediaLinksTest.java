package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaLinksTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T12:00:00Z"));
    private final MediaLinks links = new MediaLinks(new byte[32], () -> URI.create("http://127.0.0.1"), now::get);

    @TempDir
    Path folder;

    @Test
    void aLinkDoesNotAgeWithTheClockOfTheSystem() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI link = links.link(file, "a.png", "image/png", Duration.ofMinutes(5));
        String[] query = link.getQuery().split("[=&]");
        now.set(now.get().plusSeconds(7_200));
        assertTrue(links.leadTo(file));
        assertTrue(links.open(link.getPath().split("/")[2], query[1], query[3]).isPresent());
    }
}
