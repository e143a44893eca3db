package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.message.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaShelfTest {
    private final AtomicInteger fetched = new AtomicInteger();

    private Media fetch(MediaShelf shelf, String key) throws InterruptedException {
        return shelf.fetch(key, "../a b.png", Map.of("id", key), () -> {
            fetched.incrementAndGet();
            return key.getBytes(StandardCharsets.UTF_8);
        });
    }

    @Test
    void aMediumIsFetchedOnceAndLiesInTheAccountsFolder(@TempDir Path folder) throws Exception {
        MediaShelf shelf = new MediaShelf(folder);
        Media first = fetch(shelf, "k1");
        assertEquals(first.source(), fetch(new MediaShelf(folder), "k1").source());
        assertEquals(1, fetched.get());
        Path file = Path.of(first.source());
        assertEquals(folder.resolve("media").toAbsolutePath(), file.getParent());
        assertArrayEquals("k1".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
        assertEquals(Map.of("id", "k1"), first.platform());
    }

    @Test
    void theOldestMakeRoom(@TempDir Path folder) throws Exception {
        MediaShelf shelf = new MediaShelf(folder);
        for (int i = 0; i < 105; i++) {
            fetch(shelf, "k" + i);
        }
        try (Stream<Path> files = Files.list(folder.resolve("media"))) {
            assertEquals(100, files.count());
        }
        assertTrue(Files.exists(Path.of(fetch(shelf, "k104").source())));
    }
}
