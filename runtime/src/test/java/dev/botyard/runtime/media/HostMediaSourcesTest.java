package dev.botyard.runtime.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.inbound.PlatformReference;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMediaSourcesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @TempDir
    Path folder;
    private HostMediaSources sources;
    private MediaLinks links;

    @BeforeEach
    void prepare() throws IOException {
        Files.write(folder.resolve("daily.png"), PNG);
        links = new MediaLinks("key".getBytes(StandardCharsets.UTF_8), () -> URI.create("http://127.0.0.1:8200"),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        sources = new HostMediaSources(folder.resolve("store"), (uri, into) -> {
            throw new AdapterException(ErrorKind.MEDIA, "no network in this test");
        }, links, 1_000,
                reference -> Media.reference(reference.platform().getOrDefault("place", ""), "told.png", "", -1, Map.of()));
    }

    @Test
    void whatAMessageNamedWithoutAnAddressIsFoundByItsAccount() throws IOException {
        String source = new PlatformReference("wx", "image", Map.of("place", folder.resolve("daily.png").toString())).toString();
        Media media = sources.resolve(source, folder, "", "");
        assertEquals("told.png", media.name());
        assertArrayEquals(PNG, media.open().readAllBytes());
        String nowhere = new PlatformReference("wx", "image", Map.of("other", "x")).toString();
        assertTrue(assertThrows(AdapterException.class, () -> sources.resolve(nowhere, folder, "", "")).getMessage()
                .contains("account wx does not know"));
        assertThrows(AdapterException.class, () -> sources.resolve("platform:x", folder, "", ""));
    }

    @Test
    void relativeAbsoluteAndFileSourcesReadTheSameFile() throws IOException {
        Path file = folder.resolve("daily.png");
        for (String source : new String[]{"./daily.png", "daily.png", file.toString(), file.toUri().toString(),
            "file://" + file}) {
            Media media = sources.resolve(source, folder, "", "");
            assertArrayEquals(PNG, media.open().readAllBytes(), source);
            assertEquals("daily.png image/png " + PNG.length, media.name() + " " + media.mimeType() + " " + media.size());
        }
    }

    @Test
    void base64AndDataUrisAreDecodedAndTyped() throws IOException {
        String text = Base64.getEncoder().encodeToString(PNG);
        Media plain = sources.resolve("base64://" + text, folder, "", "");
        assertArrayEquals(PNG, plain.open().readAllBytes());
        assertEquals("image/png", plain.mimeType());
        assertTrue(plain.name().endsWith(".png"), plain::name);
        Media data = sources.resolve("data:text/plain,a%20b", folder, "note.txt", "");
        assertEquals("a b", new String(data.open().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("note.txt", data.name());
    }

    @Test
    void aRemoteSourceIsNotFetchedBeforeItsBytesAreWanted() {
        Media media = sources.resolve("https://example.org/a/cat.jpg?x=1", folder, "", "");
        assertEquals("cat.jpg image/jpeg -1", media.name() + " " + media.mimeType() + " " + media.size());
        assertThrows(AdapterException.class, media::open);
    }

    @Test
    void whatCannotBeSentIsNamed() {
        assertRefused("missing.png", "there is no file " + folder.resolve("missing.png"));
        assertRefused(".", "is a folder");
        assertRefused("ftp://example.org/x", "type 'ftp' is not supported");
        assertRefused("base64://%%%%", "");
        assertRefused("data:nothing", "comma");
        assertRefused("base64://" + Base64.getEncoder().encodeToString(new byte[2_000]), "the host allows 1000");
    }

    private void assertRefused(String source, String reason) {
        AdapterException refused = assertThrows(AdapterException.class, () -> sources.resolve(source, folder, "", ""), source);
        assertEquals(ErrorKind.MEDIA, refused.kind());
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
    }

    @Test
    void aSignedLinkOpensItsFileOnlyAndOnlyInTime() {
        URI link = sources.resolve("daily.png", folder, "", "").serve(Duration.ofMinutes(1));
        String id = link.getPath().split("/")[2];
        String expires = link.getQuery().replaceAll(".*expires=(\\d+).*", "$1");
        String sign = link.getQuery().replaceAll(".*sign=", "");
        assertEquals(folder.resolve("daily.png"), links.open(id, expires, sign).orElseThrow().file());
        assertTrue(links.open(id, "99999999999", sign).isEmpty());
        assertTrue(links.open(id, expires, sign.substring(1)).isEmpty());
        assertTrue(links.open("other", expires, sign).isEmpty());
    }
}
