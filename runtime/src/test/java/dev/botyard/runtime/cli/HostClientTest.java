package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How commands find the host, and what they say of what they find there.
class HostClientTest {
    private static final String NOTHING = "{\"accounts\": [], \"problems\": []}";

    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(home);
        terminal.host.on("GET /accounts", 200, NOTHING);
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aHostIsFoundByWhatItWroteIntoItsHome() throws IOException {
        write("run/host.json", "{\"url\": \"" + terminal.host.url() + "\", \"pid\": 1}");
        write("admin.token", FakeHost.TOKEN + "\n");
        assertEquals(0, terminal.alone("accounts").code());
        assertEquals(java.util.List.of("GET /accounts"), terminal.host.asked());
    }

    /// A host that was killed while it wrote leaves such a file.
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[1]", "{\"url\": \"\"}", "{\"url\": 7}"})
    void aNoteThatSaysNothingIsAsGoodAsNone(String note) throws IOException {
        assumeTrue(System.getenv("BOTYARD_URL") == null && System.getenv("BOTYARD_PORT") == null);
        write("run/host.json", note);
        HostClient client = HostClientTest.of(home);
        assertEquals("http://127.0.0.1:8200", client.address().toString());
    }

    private static HostClient of(Path home) throws IOException {
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/admin.token"), FakeHost.TOKEN);
        return HostClient.of(null, home);
    }

    @ParameterizedTest
    @CsvSource({"http://a.example/, http://a.example", "https://a.example/bot//, https://a.example/bot",
        "' http://a.example ', http://a.example"})
    void anAddressMayEndWithSlashes(String url, String address) throws IOException {
        of(home);
        assertEquals(address, HostClient.of(url, home).address().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8200", "ftp://a", "http:///x", "http://a b", "//a", "a.example"})
    void whatIsNoAddressIsWrongUsage(String url) {
        Said said = Said.by("accounts", "--home", home.toString(), "--url", url);
        assertEquals(2, said.code());
        assertTrue(
                said.err()
                        .startsWith("'" + url + "' is not the address of a host; expected something like http://127.0.0.1:8200."),
                said.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500 | {\"error\": {\"message\": \"the disk is full\"}} | the disk is full",
        "502 | <html>bad gateway</html> | is not a Botyard: it answered with HTTP 502.",
        "404 | {} | is not a Botyard: it answered with HTTP 404.", "302 | '' | is not a Botyard: it answered with HTTP 302.",
        "200 | hello | is not a Botyard: its answer is not JSON."})
    void anAnswerThatIsNoneIsToldInASentence(int status, String body, String sentence) {
        terminal.host.on("GET /accounts", status, body);
        Said said = terminal.say("accounts");
        assertEquals(1, said.code());
        assertTrue(said.err().strip().endsWith(sentence), said.err());
        assertEquals("", said.out());
    }

    @Test
    void aRefusedTokenIsSaidWithWhereTheRightOneIs() throws IOException {
        Said none = Said.by("accounts", "--home", home.toString(), "--url", terminal.host.url());
        assertTrue(none.err().contains("does not accept the token, and there is none in " + home.resolve("data/admin.token")),
                none.err());
        write("admin.token", "a-token-that-is-not-the-one\n");
        Said other = Said.by("accounts", "--home", home.toString(), "--url", terminal.host.url());
        assertTrue(other.err().contains("does not accept the token. It stands in data/admin.token"), other.err());
        assertFalse(other.err().contains("a-token-that-is-not-the-one"), other.err());
    }

    @Test
    void aTokenThatIsTooShortIsNotSent() throws IOException {
        write("admin.token", "short\n");
        Said said = Said.by("accounts", "--home", home.toString(), "--url", terminal.host.url());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("has only 5 characters"), said.err());
        assertEquals(java.util.List.of(), terminal.host.asked());
    }

    @Test
    void aTokenThatWouldBreakTheRequestIsNotSent() {
        Said said = Said.by("accounts", "--home", home.toString(), "--url", terminal.host.url(), "--token", "a\nX-Forged: b");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("has characters that cannot be sent"), said.err());
        assertFalse(said.err().contains("X-Forged"), said.err());
    }

    @Test
    void somethingElseOnThePortIsToldApart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = other.accept(); OutputStream out = socket.getOutputStream()) {
                    out.write("SSH-2.0-OpenSSH_9\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException _) {
                    // The command has gone away.
                }
            });
            Said said = Said.by("accounts", "--home", home.toString(), "--url", "http://127.0.0.1:" + other.getLocalPort(),
                    "--token", FakeHost.TOKEN);
            assertEquals(1, said.code());
            assertTrue(said.err().contains("did not answer like a Botyard") || said.err().contains("is not a Botyard"),
                    said.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"a, a", "a/b, a%2Fb", "a b, a%20b", "a+b, a%2Bb", "茶, %E8%8C%B6", "'', ''", "..%2f, ..%252f", "a?b#c, a%3Fb%23c"})
    void whatSomebodyTypedIsOneSegmentOfThePath(String typed, String segment) {
        assertEquals(segment, HostClient.segment(typed));
    }
}
