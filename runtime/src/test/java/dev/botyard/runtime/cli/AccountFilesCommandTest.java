package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.im.adapter.SampleJar;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.worker.SdkFolder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `botyard accounts edit`, `copy` and `remove`, with a host and without one.
class AccountFilesCommandTest {
    @TempDir
    private Path home;
    private Terminal terminal;

    @BeforeEach
    void open() throws Exception {
        System.setProperty("botyard.distribution", SdkFolder.distribution().toString());
        terminal = new Terminal(home);
    }

    @AfterEach
    void close() {
        terminal.close();
        System.clearProperty("botyard.distribution");
    }

    @Test
    void anAccountIsChangedThroughTheHost() {
        terminal.host.on("PUT /accounts/a", 200, "{\"id\": \"a\", \"state\": \"online\"}");
        assertEquals("a is changed, and online\n", terminal.say("accounts", "edit", "a", "alias=Ops = 1", "order=",
                "access_token=x", "config.proxy=none", "platform_calls=[get_*, b]").out());
        assertEquals(Json.MAPPER.readTree("""
                {"alias": "Ops = 1", "order": null, "platform_calls": ["get_*", "b"],
                 "config": {"access_token": "x", "proxy": "none"}}
                """), terminal.host.body());
        assertEquals(2, terminal.say("accounts", "edit", "a", "alias").code());
        assertEquals(2, terminal.say("accounts", "edit", "a").code());
        terminal.host.on("PUT /accounts/a", 400,
                "{\"error\": {\"code\": \"invalid_request\", \"message\": \"order: expected a whole number.\"}}");
        assertEquals("order: expected a whole number.\n", terminal.say("accounts", "edit", "a", "order=x").err());
    }

    @Test
    void anAccountIsCopiedAndItsFormShown() {
        terminal.host.on("POST /accounts/a/copy", 201, "{\"id\": \"b\", \"state\": \"starting\"}")
                .on("GET /accounts/a/settings", 200,
                        """
                                {"id": "a", "settings": [{"key": "alias", "value": "Ops", "reference": "", "default": "", "source": "accounts/a.yaml:2"}],
                                 "config": [{"key": "token", "value": "***", "reference": "${env:T}", "default": "", "source": "accounts/a.yaml:4"}],
                                 "problems": []}
                                """);
        assertEquals("b is starting\n", terminal.say("accounts", "copy", "a", "b", "self_id=2").out());
        assertEquals(Json.MAPPER.readTree("{\"id\": \"b\", \"config\": {\"self_id\": \"2\"}}"), terminal.host.body());
        String shown = terminal.say("accounts", "settings", "a").out().replaceAll(" +", " ");
        assertTrue(shown.contains("alias Ops accounts/a.yaml:2") && shown.contains("config.token ${env:T} accounts/a.yaml:4"),
                shown);
    }

    @Test
    void anAccountIsRemovedWhenSomebodySaysYes() {
        terminal.host.on("DELETE /accounts/a", 200,
                "{\"id\": \"a\", \"kept\": \"accounts/a.yaml.removed\", \"default_of\": \"qq\"}");
        Said kept = answering("no\n", "accounts", "remove", "a");
        assertEquals("1 Remove the account a? [y/N] a stays; answer yes, or give --yes.", kept.code() + " " + kept.err().strip());
        assertEquals("1", "" + answering("", "accounts", "remove", "a").code());
        assertEquals(0, terminal.host.asked().size());
        Said removed = answering("y\n", "accounts", "remove", "a");
        assertEquals(0, removed.code(), removed::toString);
        assertTrue(removed.out().contains("accounts/a.yaml.removed") && removed.out().contains("qq has no default account now"),
                removed.out());
        assertEquals(0, terminal.say("accounts", "remove", "a", "--yes").code());
    }

    private Said answering(String answer, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        try {
            return terminal.say(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void withoutAHostTheFileIsCheckedAndChangedAllTheSame() throws Exception {
        Path file = Files.createDirectories(home.resolve("accounts")).resolve("a.yaml");
        SampleJar.adapter("sample", "1.0.0").write(Files.createDirectories(home.resolve("adapters")).resolve("sample.jar"));
        noHost();
        Files.writeString(file, "im: sample # mine\n");
        Said changed = terminal.alone("accounts", "edit", "a", "alias=Ops");
        assertEquals("a is changed; no host runs, so it counts from the next start\n", changed.out(), changed::toString);
        assertEquals("im: sample # mine\nalias: Ops\n", Files.readString(file));
        Said wrong = terminal.alone("accounts", "edit", "a", "order=first", "colour=red");
        assertEquals(1, wrong.code());
        assertTrue(wrong.err().contains("order: expected a whole number"), wrong.err());
        String unknown = terminal.alone("accounts", "edit", "a", "colour=red").err();
        assertTrue(unknown.startsWith("config.colour: there is no such setting."), unknown);
        assertEquals("im: sample # mine\nalias: Ops\n", Files.readString(file));
        assertTrue(terminal.alone("accounts", "edit", "b", "order=1").err().startsWith("There is no account 'b' in "));
        assertTrue(terminal.alone("accounts", "remove", "a", "--yes").out().contains("accounts/a.yaml.removed"));
        assertFalse(Files.exists(file));
        assertEquals(1, terminal.alone("accounts", "remove", "../a", "--yes").code());
    }

    @Test
    void aNamedHostThatDoesNotAnswerHasItsFilesElsewhere() throws Exception {
        Path file = Files.createDirectories(home.resolve("accounts")).resolve("a.yaml");
        Files.writeString(file, "im: sample\n");
        Said said = terminal.alone("accounts", "remove", "a", "--yes", "--url", noHost());
        assertEquals(1, said.code());
        assertTrue(said.err().contains("No Botyard is running on "), said.err());
        assertTrue(Files.exists(file));
    }

    /// An address where nobody listens, written down as that of the home's host.
    private String noHost() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + taken.getLocalPort();
            Files.writeString(Files.createDirectories(home.resolve("data/run")).resolve("host.json"),
                    "{\"url\": \"" + url + "\"}");
            return url;
        }
    }
}
