package dev.botyard.runtime.message.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files may be named, asked with paths of which nothing needs to be there.
class FileRulesTest {
    private static final Path HOME = Path.of("/srv/bots");

    private final FileRules rules = new FileRules(HOME, () -> List.of(Path.of("/srv/pictures")));

    private boolean call(String path) {
        return rules.refusal(Path.of(path)).isEmpty();
    }

    private boolean code(String path) {
        return rules.refusalInCode(Path.of(path), Path.of("/srv/bots/plugins")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/self/environ", "/sys/x", "/dev/sda", "/proc", "/srv/bots/accounts/a.yaml",
        "/srv/bots/logs/x.log",
        "/srv/bots/data/botyard.db", "/srv/bots/data", "/srv/bots/botyard.yaml", "/srv/bots/.botyard.yaml.swp",
        "/srv/bots/containers.yaml",
        "/srv/bots/data/accounts/a/login.json", "/srv/bots/data/accounts/a/media", "/srv/bots/data/accounts/media/x",
        "/srv/bots/data/mediaX/a", "/srv/bots/data/file.db"})
    void nobodyMayNameThese(String path) {
        assertFalse(call(path));
        assertFalse(code(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/bots/data/media/abc", "/srv/bots/data/file/a.png", "/srv/bots/data/accounts/a/media/x.png",
        "/srv/bots/data/accounts/a/media/deep/x.png", "/srv/bots/plugins/a.png", "/srv/bots/plugins/deep/a.png",
        "/srv/pictures/a.png"})
    void bothMayNameThese(String path) {
        assertTrue(call(path));
        assertTrue(code(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home/me/a.png", "/srv/bots/a.png", "/srv/picturesque/a.png", "/srv/bots/pluginsX/a.png",
        "/etc/passwd",
        "/srv/bots/data2/a.png", "/elsewhere/botyard.yaml", "/process/x"})
    void onlyACallMayNameThese(String path) {
        assertTrue(call(path));
        assertFalse(code(path));
    }

    @Test
    void aRefusalSaysWhatToDo() {
        assertTrue(rules.refusalInCode(Path.of("/home/me/a.png"), Path.of("/srv/bots/plugins")).orElseThrow()
                .contains("add its folder to media.files in botyard.yaml"));
        assertEquals("it belongs to the system, not to a message", rules.refusal(Path.of("/proc/1/environ")).orElseThrow());
    }

    @Test
    void aPluginThatLiesAboveTheHomeOpensNothing() {
        assertFalse(rules.refusalInCode(Path.of("/srv/other/a.png"), Path.of("/srv")).isEmpty());
        assertFalse(rules.refusalInCode(Path.of("/srv/bots/notes.txt"), HOME).isEmpty());
    }

    @Test
    void folderThatIsALinkIsWhereItLeads(@TempDir Path folder) throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/data"));
        Path home = Files.createSymbolicLink(folder.resolve("home"), folder.resolve("real"));
        assumeTrue(Files.isDirectory(home));
        FileRules linked = new FileRules(home, List::of);
        assertFalse(linked.refusal(real.toRealPath().resolve("secret.key")).isEmpty());
        assertTrue(linked.refusal(real.toRealPath().resolve("media/abc")).isEmpty());
    }

    @Test
    void theNameOfBytesIsTheirHashHoweverTheyCame(@TempDir Path folder) throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("x"), abc);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(List.of(expected, expected, expected),
                List.of(ContentHash.of(abc), ContentHash.of(file), ContentHash.copying(file, copy)));
        assertEquals("abc", copy.toString(StandardCharsets.UTF_8));
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ContentHash.of(new byte[0]));
    }
}
