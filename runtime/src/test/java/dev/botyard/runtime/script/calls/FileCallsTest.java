package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.plugin.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FileCallsTest {
    @TempDir
    private Path folder;
    private Path root;
    private CallBench bench;
    private Gateway gateway;
    private final Run run = CallBench.run();

    @BeforeEach
    void open() throws Exception {
        root = folder.resolve("downloads");
        bench = new CallBench(folder);
        gateway = new Gateway(new FileCalls(new PlayedSources(folder), bench.sessions, root));
    }

    @AfterEach
    void close() throws InterruptedException {
        bench.close();
    }

    private JsonNode download(String url, String path) throws InterruptedException {
        return ask(gateway, run, "file.download", "{\"url\":\"" + url + "\",\"path\":\"" + path + "\"}");
    }

    @Test
    void aDownloadIsAFileWithItsFacts() throws Exception {
        JsonNode file = download("http://x/a.png", "");
        Path path = Path.of(file.path("path").stringValue());
        assertEquals(root.resolve("a.png"), path);
        assertEquals("http://x/a.png", Files.readString(path));
        assertEquals(path + " a.png image/png 14", String.join(" ", file.path("file_path").stringValue(),
                file.path("file_name").stringValue(), file.path("mime_type").stringValue(),
                "" + file.path("file_size").intValue()));
    }

    @Test
    void aFileThatIsThereIsNotOverwritten() throws Exception {
        download("http://x/a.png", "");
        assertTrue(download("http://y/a.png", "").path("path").stringValue().endsWith("/a-1.png"));
        assertTrue(download("http://z/a.png", "").path("path").stringValue().endsWith("/a-2.png"));
        assertEquals("http://x/a.png", Files.readString(root.resolve("a.png")));
        download("http://x/.hidden", "");
        assertTrue(download("http://x/.hidden", "").path("path").stringValue().endsWith("/.hidden-1"));
    }

    @Test
    void aFolderIsMadeBelowTheDownloadsOrWhereItIsSaid() throws Exception {
        assertEquals(root.resolve("tea/green/a.png").toString(),
                download("http://x/a.png", "tea/green").path("path").stringValue());
        Path other = folder.resolve("elsewhere");
        assertEquals(other.resolve("a.png").toString(), download("http://x/a.png", other.toString()).path("path").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "tea/../../x", "./../x"})
    void aRelativeFolderCannotLeadOut(String path) throws Exception {
        assertEquals(
                "invalid_request: the folder '" + path + "' leads out of the download folder; give an absolute path for that",
                refusal(gateway, run, "file.download", "{\"url\":\"http://x/a.png\",\"path\":\"" + path + "\"}"));
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertEquals("invalid_request: 'a\u0000b' is not a path",
                refusal(gateway, run, "file.download", "{\"url\":\"http://x/a.png\",\"path\":\"a\\u0000b\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"url\":\"\"}", "{\"url\":\" \"}", "{\"url\":null}"})
    void withoutASourceThereIsNothingToDo(String params) {
        assertEquals("invalid_request: there is no source to download", refusal(gateway, run, "file.download", params));
    }

    @Test
    void aSourceThatIsNotThereIsToldAsItIs() {
        assertEquals("media_failed: 'missing:a' is not there", refusal(gateway, run, "file.download", "{\"url\":\"missing:a\"}"));
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertTrue(
                refusal(gateway, run, "file.download", "{\"url\":\"http://x/a.png\",\"path\":\"" + folder.resolve("file") + "\"}")
                        .startsWith("media_failed: the download could not be written: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"../../evil.sh~.._.._evil.sh", "..~file", ".~file", "a\\\\b.txt~a_b.txt",
        "a\\nb.txt~a_b.txt",
        "/etc/passwd~_etc_passwd", "a\\u0000.txt~a_.txt"})
    void aNameNeverLeavesItsFolder(String name, String file) throws Exception {
        JsonNode resolved = ask(gateway, run, "file.resolve",
                "{\"file\":\"http://x/a.png\",\"options\":{\"fileName\":\"" + name + "\"}}");
        assertEquals(root.resolve(file).toString(), resolved.path("path").stringValue());
    }

    /// File systems count bytes, and half a character is no name.
    @ParameterizedTest
    @ValueSource(strings = {"签", "😀", "a", "é"})
    void aVeryLongNameIsCutSoThatItCanBeWritten(String letter) throws Exception {
        for (int more = 0; more < 2; more++) {
            String name = letter.repeat(300) + "x".repeat(more) + ".jpeg";
            JsonNode resolved = ask(gateway, run, "file.resolve",
                    "{\"file\":\"http://x/a.png\",\"options\":{\"name\":\"" + name + "\"}}");
            String kept = resolved.path("file_name").stringValue();
            assertTrue(kept.endsWith(letter + "x".repeat(more) + ".jpeg") && kept.getBytes(StandardCharsets.UTF_8).length < 240,
                    kept);
            assertTrue(Files.exists(Path.of(resolved.path("path").stringValue())), kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"http://x/a.png\"", "{\"url\":\"http://x/a.png\"}", "{\"source\":\"http://x/a.png\"}",
        "{\"source\":\"\",\"path\":\"http://x/a.png\"}", "{\"file\":\" http://x/a.png \"}"})
    void whatNamesASourceIsFetchedWithoutThePlatform(String file) throws Exception {
        JsonNode resolved = ask(gateway, run, "file.resolve", "{\"file\":" + file + "}");
        assertEquals("true http://x/a.png ''", resolved.path("ok") + " " + resolved.path("url").stringValue() + " '"
                + resolved.path("action").stringValue() + "'");
        assertEquals(List.of(), bench.platform.done);
    }

    @Test
    void whatThePlatformKeepsIsAskedForThereFirst() throws Exception {
        JsonNode resolved = ask(gateway, run, "file.resolve",
                "{\"file\":{\"type\":\"image\",\"file_id\":\"f1\",\"platform_payload\":{\"n\":1}},\"options\":{\"mime_type\":\"image/gif\"}}");
        assertEquals(List.of("resolve image {file_id=f1, n=1}"), bench.platform.done);
        assertEquals("http://files.example/a.png resolveFileURL image/gif", resolved.path("url").stringValue() + " "
                + resolved.path("action").stringValue() + " " + resolved.path("mime_type").stringValue());
        ask(gateway, run, "file.resolve", "{\"file\":\"AbC123\"}");
        assertEquals("resolve file {file=AbC123}", bench.platform.done.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"file\":{}}", "{}", "{\"file\":\"\"}", "{\"file\":{\"type\":\"image\"}}"})
    void aFileOfWhichNothingIsKnownIsRefused(String params) {
        assertEquals("invalid_request: the file has neither a source nor an id", refusal(gateway, run, "file.resolve", params));
    }

    @Test
    void anEndlessSourceIsNotSaidAgain() throws Exception {
        String data = "data:image/png;base64," + "A".repeat(3_000);
        assertEquals("", ask(gateway, run, "file.resolve", "{\"file\":\"" + data + "\",\"options\":{\"name\":\"a.png\"}}")
                .path("url").stringValue());
    }
}
