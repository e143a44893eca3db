package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.web.wire.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class MediaFolderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void findsWhatItKeptAfterARestart() throws IOException {
        Stored kept = open(1_000, START).keep(bytes(10), "../../etc/pass wd.png", "image/png");
        assertEquals("pass wd.png", kept.name());
        MediaFolder again = open(1_000, START);
        assertEquals(kept, again.find(kept.id()).orElseThrow());
        assertEquals(10, Files.size(again.path(kept)));
    }

    @Test
    void anEndlessNameKeepsItsEndAndIsNotCutWithinACharacter() throws IOException {
        Stored kept = open(1_000, START).keep(bytes(10), "😀".repeat(100) + ".jpeg", "image/jpeg");
        assertTrue(kept.name().endsWith("😀.jpeg") && kept.name().length() <= 120, kept::name);
        assertEquals(kept, open(1_000, START).find(kept.id()).orElseThrow());
    }

    @Test
    void theOldestGoWhenTheFolderGrowsTooLarge() throws IOException {
        Stored first = open(25, START).keep(bytes(10), "a", "");
        Stored second = open(25, START.plusSeconds(1)).keep(bytes(10), "b", "");
        MediaFolder media = open(25, START.plusSeconds(2));
        Stored third = media.keep(bytes(10), "c", "");
        assertTrue(media.find(first.id()).isEmpty());
        assertFalse(Files.exists(media.path(first)));
        assertTrue(media.find(second.id()).isPresent() && media.find(third.id()).isPresent());
    }

    @Test
    void oldMediaGo() throws IOException {
        Stored old = open(1_000, START).keep(bytes(10), "a", "");
        MediaFolder media = open(1_000, START.plus(MediaFolder.MAX_AGE).plus(Duration.ofDays(1)));
        media.keep(bytes(10), "b", "");
        assertTrue(media.find(old.id()).isEmpty());
    }

    @Test
    void unfinishedUploadsAreRemovedAtTheStart() throws IOException {
        Path part = open(1_000, START).part("half");
        Files.write(part, new byte[5]);
        open(1_000, START);
        assertFalse(Files.exists(part));
    }

    private MediaFolder open(long maxTotal, Instant now) {
        MediaFolder media = new MediaFolder(folder, maxTotal, Clock.fixed(now, ZoneOffset.UTC), LoggerFactory.getLogger("test"));
        media.load();
        return media;
    }

    private static ByteArrayInputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }
}
