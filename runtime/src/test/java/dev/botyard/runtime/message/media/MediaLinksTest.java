package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaLinksTest {
    private final TestTicker ticker = new TestTicker();
    private final MediaLinks links = new MediaLinks(new byte[32], () -> URI.create("http://127.0.0.1"), ticker);

    @TempDir
    Path folder;

    @Test
    void aLinkDoesNotAgeWithTheClockOfTheSystem() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI link = links.link(file, "a.png", "image/png", Duration.ofMinutes(5));
        String[] query = link.getQuery().split("[=&]");
        ticker.jump(Duration.ofHours(2));
        assertTrue(links.leadTo(file));
        assertTrue(links.open(link.getPath().split("/")[2], query[1], query[3]).isPresent());
        ticker.advance(Duration.ofMinutes(5));
        assertFalse(links.leadTo(file));
        assertTrue(links.open(link.getPath().split("/")[2], query[1], query[3]).isEmpty());
    }

    private static String[] parts(URI link) {
        String[] query = link.getRawQuery().split("[=&]");
        return new String[]{link.getRawPath().split("/")[2], query[1], query[3]};
    }

    private boolean opens(URI link) {
        String[] parts = parts(link);
        return links.open(parts[0], parts[1], parts[2]).isPresent();
    }

    @Test
    void aNameOfAnyLettersIsPartOfTheAddress() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI link = links.link(file, "my cat?&/\u732b.png", "image/png", Duration.ofMinutes(5));
        assertTrue(link.getRawPath().endsWith("/my%20cat%3F%26%2F%E7%8C%AB.png"), link.toString());
        assertTrue(opens(link));
    }

    @Test
    void theSameFileHasOneAddressWhichLivesAsLongAsTheLongest() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI longer = links.link(file, "a.png", "image/png", Duration.ofMinutes(5));
        URI shorter = links.link(file, "a.png", "image/png", Duration.ofMinutes(1));
        assertEquals(longer, shorter);
        assertNotEquals(longer, links.link(file, "b.png", "image/png", Duration.ofMinutes(5)));
    }

    @Test
    void anAddressWhoseTimeIsOverOpensNothing() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI link = links.link(file, "a.png", "image/png", Duration.ZERO);
        assertFalse(opens(link));
        assertFalse(links.leadTo(file));
    }

    @Test
    void aFileThatIsGoneIsNotServed() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        URI link = links.link(file, "a.png", "image/png", Duration.ofMinutes(5));
        Files.delete(file);
        assertFalse(opens(link));
    }

    @Test
    void anotherHostsKeyOpensNothing() throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        MediaLinks other = new MediaLinks(new byte[]{1}, () -> URI.create("http://127.0.0.1"), ticker);
        links.link(file, "a.png", "image/png", Duration.ofMinutes(5));
        assertFalse(opens(other.link(file, "a.png", "image/png", Duration.ofMinutes(5))));
    }

    @Test
    void anAddressBelowAPathKeepsIt() throws Exception {
        MediaLinks below = new MediaLinks(new byte[32], () -> URI.create("https://bots.example/yard/"), ticker);
        Path file = Files.createFile(folder.resolve("a.png"));
        assertTrue(below.link(file, "a.png", "image/png", Duration.ofMinutes(5)).toString()
                .startsWith("https://bots.example/yard/media/"));
    }
}
