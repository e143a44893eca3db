package dev.botyard.runtime.script.library;

import dev.botyard.runtime.infra.secret.Sha256;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.library.PluginLists.Offer;
import dev.botyard.runtime.script.library.PluginSource.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Lists of plugins are read, whoever has written them.
class PluginListsTest {
    private static final String LIST = "https://example.org/yard/index.yaml";
    private static final URI EXAMPLES = URI.create("https://example.org/examples/index.yaml");

    /// Gives this text for every address; those with "inner" are of the operator's own network.
    private record Played(String text) implements SourceReader.Remote {
        @Override
        public Answer get(URI address) {
            return new Answer(LibraryBench.bytes(text), "index.yaml", "");
        }

        @Override
        public boolean isPublic(URI address) {
            return !address.getHost().contains("inner");
        }
    }

    private static Offer read(String text) throws InterruptedException {
        PluginOrigin origin = new PluginOrigin("tea.py",
                new PluginSource(Kind.URL, "https://example.org/yard/tea.py", "", "", ""), "", "aa", Instant.EPOCH);
        return new PluginLists(() -> List.of(LIST), new Played(text), () -> Map.of("tea.py", origin)).read();
    }

    @Test
    void aListOffersPluginsAndSaysWhichAreHere() throws Exception {
        Offer offer = read("""
                title: Ann's yard
                plugins:
                  - name: tea
                    title: Tea
                    description: tells about tea
                    version: 2.0
                    url: tea.py
                    sha256: bb
                    requires: [pip aiohttp]
                  - {"name": "milk", "url": "https://example.net/milk.py"}
                """);
        assertEquals(new PluginLists.Read(LIST, "Ann's yard", ""), offer.lists().getFirst());
        assertEquals(new PluginLists.Entry(LIST, "tea", "Tea", "tells about tea", "2.0", "https://example.org/yard/tea.py", "bb",
                List.of("pip aiohttp"), "tea.py", true), offer.plugins().getFirst());
        assertEquals("https://example.net/milk.py  false", offer.plugins().get(1).url() + " " + offer.plugins().get(1).installed()
                + " " + offer.plugins().get(1).newer());
    }

    @Test
    void whatAListMustNotSayIsLeftOutAndTold() throws Exception {
        Offer offer = read("""
                plugins:
                  - {name: a, url: "http://inner.example/a.py"}
                  - {name: b, url: "file:///etc/passwd"}
                  - {url: c.py}
                  - just text
                  - {name: d, url: d.py, requires: "${env:HOME}"}
                """);
        assertEquals(List.of("d"), offer.plugins().stream().map(PluginLists.Entry::name).toList());
        assertEquals(List.of("${env:HOME}"), offer.plugins().getFirst().requires(), "a stranger's text is text");
        assertEquals(
                "entry 1 names an address that is not of the public internet; entry 2 has no name or no url of http or https;"
                        + " entry 3 has no name or no url of http or https; entry 4 has no name or no url of http or https",
                offer.lists().getFirst().problem());
    }

    @Test
    void whatIsNoListSaysSo() throws Exception {
        assertEquals("this is no list of plugins: it has no 'plugins' with entries", problem("title: x\n"));
        assertEquals("this is no list of plugins: it has no keys", problem("<html></html>"));
        assertTrue(problem("{\"plugins\": [").startsWith("this is neither JSON nor YAML: "));
        assertEquals("url must be an address such as https://example.org/hello.py",
                new PluginLists(() -> List.of("nonsense"), new Played(""), Map::of).read().lists().getFirst().problem());
    }

    private static String problem(String text) throws InterruptedException {
        return read(text).lists().getFirst().problem();
    }

    /// The list of the examples is what it says: its hashes are those of the files, and none is missing.
    @Test
    void theListOfTheExamplesIsTrue() throws Exception {
        Path folder = Path.of("..", "plugins", "examples");
        Offer offer = new PluginLists(() -> List.of(EXAMPLES.toString()),
                new Played(Files.readString(folder.resolve("index.yaml"))),
                Map::of).read();
        assertEquals("", offer.lists().getFirst().problem());
        List<String> listed = offer.plugins().stream()
                .map(entry -> EXAMPLES.resolve(".").relativize(URI.create(entry.url())) + " " + entry.sha256()).sorted().toList();
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> there = files.filter(file -> file.toString().matches(".*\\.(py|js)")).map(PluginListsTest::line)
                    .map(line -> line.substring(folder.toString().length() + 1)).sorted().toList();
            assertEquals(there, listed);
        }
    }

    private static String line(Path file) {
        try {
            return file + " " + Sha256.hex(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
