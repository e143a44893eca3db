package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.PlatformReference;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostMediaSourcesTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @TempDir
    Path folder;
    private HostMediaSources sources;
    private MediaLinks links;
    private final FakeWeb web = new FakeWeb();
    private Path home;
    private Path pictures;

    @BeforeEach
    void prepare() throws IOException {
        Files.write(folder.resolve("daily.png"), PNG);
        home = Files.createDirectories(folder.resolve("home"));
        pictures = Files.createDirectories(folder.resolve("pictures"));
        links = new MediaLinks("key".getBytes(StandardCharsets.UTF_8), () -> URI.create("http://127.0.0.1:8200"),
                new TestTicker(Instant.EPOCH));
        sources = new HostMediaSources(folder.resolve("store"), web, links, 1_000,
                reference -> Media.reference(reference.platform().getOrDefault("place", ""), "told.png", "", -1, Map.of()),
                new FileRules(home, () -> List.of(pictures)), Ticker.system());
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
        assertRefused("data:text/plain,100%", "a '%' stands for no character");
        assertRefused("data:text/plain,%zz", "a '%' stands for no character");
        assertRefused("data:text/plain," + "x".repeat(2_000), "the host allows 1000");
        assertRefused("base64://" + Base64.getEncoder().encodeToString(new byte[2_000]), "the host allows 1000");
    }

    private void assertRefused(String source, String reason) {
        AdapterException refused = assertThrows(AdapterException.class, () -> sources.resolve(source, folder, "", ""), source);
        assertEquals(ErrorKind.MEDIA, refused.kind());
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
    }

    private Path own(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "secret");
    }

    @Test
    void theHostsOwnFilesAreNeverSent() throws IOException {
        Path key = own("data/secret.key");
        for (Path secret : List.of(key, own("data/botyard.db"), own("data/packages/x/y.py"), own("accounts/a.yaml"),
                own("logs/botyard.log"), own("botyard.yaml"))) {
            assertRefused(secret.toString(), "one of the host's own files");
            assertRefused(secret.toUri().toString(), "one of the host's own files");
        }
        assertRefused("home/plugins/../data/./secret.key", "one of the host's own files");
        Path link = Files.createSymbolicLink(folder.resolve("harmless.png"), key);
        assertRefused(link.toString(), "one of the host's own files");
        Path folderLink = Files.createSymbolicLink(folder.resolve("way"), home.resolve("data"));
        assertRefused(folderLink.resolve("secret.key").toString(), "one of the host's own files");
    }

    @Test
    void aHomeBehindALinkIsTheSameHome() throws IOException {
        Path key = own("data/secret.key");
        Path other = Files.createSymbolicLink(folder.resolve("other-home"), home);
        HostMediaSources linked = new HostMediaSources(folder.resolve("store"), web, links, 1_000, reference -> null,
                new FileRules(other, List::of), Ticker.system());
        for (Path secret : List.of(key, other.resolve("data/secret.key"))) {
            assertThrows(AdapterException.class, () -> linked.resolve(secret.toString(), folder, "", ""));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesOfTheSystemAreNeverSent() {
        assertRefused("/proc/self/environ", "belongs to the system");
        assertRefused("/proc/self/root/proc/self/status", "belongs to the system");
        assertRefused("/dev/null", "belongs to the system");
        assertRefused("/sys/kernel/notes", "");
    }

    @Test
    void mediaAndDownloadsOfTheHomeMayBeSent() throws IOException {
        for (String name : List.of("data/media/abc", "data/file/cat.png", "plugins/pictures/a.png")) {
            assertEquals(6, sources.resolve(own(name).toString(), folder, "", "").size(), name);
        }
    }

    @Test
    void whatAnAdapterKeptOfAMessageMayBeSaidAgainButNothingElseOfIt() throws IOException {
        String kept = own("data/accounts/web1/media/cat.png").toString();
        assertEquals(6, sources.resolve(kept, folder, "", "").size());
        assertEquals(6, sources.inCode(kept, home.resolve("plugins"), "").size());
        for (String other : List.of("data/accounts/web1/room.jsonl", "data/accounts/media/login.json",
                "data/accounts/web1/other/media/x")) {
            assertRefused(own(other).toString(), "one of the host's own files");
        }
        Path link = Files.createSymbolicLink(home.resolve("data/accounts/web1/media/key.png"), own("data/secret.key"));
        assertRefused(link.toString(), "one of the host's own files");
    }

    @Test
    void copiesOfTheSettingsAreTheHostsOwnToo() throws IOException {
        for (String name : List.of("botyard.yaml~", "botyard.yaml.bak", ".botyard.yaml.swp")) {
            assertRefused(own(name).toString(), "one of the host's own files");
        }
    }

    @Test
    void aPluginFolderAboveTheHomeOpensNothingToCodes() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/etc/hostname")), "needs a file outside of the temporary folder");
        assertThrows(AdapterException.class, () -> sources.inCode("/etc/hostname", Path.of("/"), ""));
    }

    @Test
    void aFileThatBecomesALinkToASecretIsNotOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("turning.png"), "harmless");
        Media media = sources.resolve(file.toString(), folder, "", "");
        Files.delete(file);
        Files.createSymbolicLink(file, own("data/secret.key"));
        assertThrows(AdapterException.class, media::open);
    }

    @Test
    void aCodeNamesFilesOfAFewFoldersOnly() throws IOException {
        assumeTrue(Files.isReadable(Path.of("/etc/hostname")), "needs a file outside of the temporary folder");
        assertEquals("etc", sources.resolve("/etc/hostname", folder, "etc", "").name(), "a call of an author may");
        AdapterException refused = assertThrows(AdapterException.class, () -> sources.inCode("/etc/hostname", folder, ""));
        assertTrue(refused.getMessage().contains("media.files"), refused::getMessage);
        assertThrows(AdapterException.class, () -> sources.inCode("file:///etc/hostname", folder, ""));
        HostMediaSources allowing = new HostMediaSources(folder.resolve("store"), web, links, 1_000, reference -> null,
                new FileRules(home, () -> List.of(Path.of("/etc"))), Ticker.system());
        assertTrue(allowing.inCode("/etc/hostname", folder, "").size() > 0);
        assertEquals("daily.png", sources.inCode("daily.png", folder, "").name(), "the plugin's own folder");
        assertThrows(AdapterException.class, () -> sources.inCode(own("data/secret.key").toString(), folder, ""));
    }

    @Test
    void mediaWithoutBytesAreRefused() throws IOException {
        Files.createFile(folder.resolve("empty.png"));
        assertRefused("empty.png", "is empty");
        assertRefused("base64://", "no bytes");
        assertRefused("data:image/png;base64,", "no bytes");
        web.page("https://example.org/nothing.png", new byte[0]);
        Media nothing = sources.resolve("https://example.org/nothing.png", folder, "", "");
        assertTrue(assertThrows(AdapterException.class, nothing::open).getMessage().contains("no bytes"));
    }

    @Test
    void aWebPageIsNoPicture() throws IOException {
        web.page("https://example.org/cat.png",
                "\ufeff\n <!DOCTYPE HTML><html>not found</html>".getBytes(StandardCharsets.UTF_8));
        web.page("https://example.org/real.png", PNG);
        Media page = sources.resolve("https://example.org/cat.png", folder, "", "");
        assertTrue(assertThrows(AdapterException.class, sources.played(page)::open).getMessage().contains("it is a web page"));
        assertTrue(page.open().readAllBytes().length > 0, "as a file it may be sent");
        Media real = sources.played(sources.resolve("https://example.org/real.png", folder, "", ""));
        assertArrayEquals(PNG, real.open().readAllBytes());
    }

    @Test
    void anAddressIsHandedOnOnlyWhereItMayBe() {
        web.inner("10.0.0.1");
        assertTrue(sources.resolve("https://example.org/a.png", folder, "", "").remote().isPresent());
        Media inner = sources.resolve("http://10.0.0.1/a.png", folder, "", "");
        assertTrue(inner.remote().isEmpty());
        assertThrows(AdapterException.class, inner::open);
        assertThrows(AdapterException.class, sources.played(inner)::open);
        assertTrue(sources.played(inner).remote().isEmpty());
    }

    @Test
    void schemesHaveNoCase() {
        String text = Base64.getEncoder().encodeToString(PNG);
        for (String source : List.of("Base64://" + text, "DATA:image/png;BASE64," + text, "FILE://" + folder.resolve("daily.png"),
                "HTTPS://example.org/x.png")) {
            assertFalse(sources.resolve(source, folder, "", "").name().isEmpty(), source);
        }
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
