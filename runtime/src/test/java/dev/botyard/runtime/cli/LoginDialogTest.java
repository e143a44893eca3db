package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.qr.QrCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A login at the terminal against an API that says what the test wants.
class LoginDialogTest {
    private static final String LOGIN = "GET /accounts/w/login";
    private static final String DONE = "{\"state\": \"done\", \"first_line\": 1, \"lines\": [\"scanned\", \"welcome\"],"
            + " \"qr\": null, \"question\": \"\", \"profile\": {\"platform_id\": \"10001\", \"name\": \"Ops\"}}";

    @TempDir
    private Path home;

    private FakeHost host;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void open() throws IOException {
        host = new FakeHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Said login(String... options) {
        List<String> line = new java.util.ArrayList<>(List.of("accounts", "login", "w"));
        line.addAll(List.of(options));
        line.addAll(List.of("--home", home.toString(), "--url", host.url(), "--token", FakeHost.TOKEN));
        return Said.by(line.toArray(String[]::new));
    }

    private LoginDialog dialog(String typed) throws IOException {
        java.nio.file.Files.createDirectories(home.resolve("data"));
        java.nio.file.Files.writeString(home.resolve("data/admin.token"), FakeHost.TOKEN);
        return new LoginDialog(HostClient.of(host.url(), home), "/accounts/w", new Output(new PrintWriter(out, true)),
                new BufferedReader(new StringReader(typed)));
    }

    private static String running(String qr, String question) {
        return "{\"state\": \"" + (question.isEmpty() ? "running" : "waiting_for_code")
                + "\", \"first_line\": 1, \"lines\": [\"scanned\"], \"qr\": " + qr + ", \"question\": \"" + question + "\"}";
    }

    private static String qr(int number, boolean expired) {
        return "{\"content\": \"https://x/" + number + "\", \"number\": " + number
                + ", \"expires\": \"2026-01-01T00:00:00Z\", \"expired\": " + expired + "}";
    }

    private FakeHost interactive() {
        return host.on("GET /accounts/w", 200,
                "{\"id\": \"w\", \"state\": \"needs_login\", \"sendable\": false, \"capabilities\": [\"interactive_login\"]}");
    }

    @Test
    void aCodeIsShownAndReplacedAndProgressIsToldOnce() {
        interactive().on("POST /accounts/w/login", 202, running(qr(1, false), "")).once(LOGIN, 200, running(qr(1, true), ""))
                .once(LOGIN, 200, running(qr(2, false), "")).on(LOGIN, 200, DONE);
        Said said = login();
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains(QrCode.of("https://x/1").text()), said.out());
        assertTrue(said.out().contains("The code has expired."), said.out());
        assertTrue(said.out().contains("A new code replaces the one above:\n" + QrCode.of("https://x/2").text()), said.out());
        assertEquals(2, said.out().split("scanned\n", -1).length, said.out());
        assertTrue(said.out().endsWith("welcome\nw is logged in as Ops (10001).\n"), said.out());
    }

    @Test
    void theAnswerToAQuestionGoesToTheHost() throws Exception {
        host.on("POST /accounts/w/login", 202, running("null", "type the digits"))
                .on("POST /accounts/w/login/code", 200, running("null", "")).on(LOGIN, 200, running("null", "type the digits"));
        host.effect("POST /accounts/w/login/code", () -> {
            assertEquals("8812", host.body().path("code").stringValue());
            host.on(LOGIN, 200, DONE);
        });
        JsonNode end = dialog("\n 8812 \n").lead();
        assertEquals("done", end.path("state").stringValue());
        assertTrue(host.asked().contains("POST /accounts/w/login/code"));
        assertTrue(out.toString().startsWith("scanned\ntype the digits:\ntype the digits:\n"), out.toString());
        assertFalse(out.toString().contains("8812"), out.toString());
    }

    @Test
    void withoutAPersonAQuestionCancelsTheLogin() throws Exception {
        host.on("POST /accounts/w/login", 202, running("null", "type the digits")).on(LOGIN, 200,
                running("null", "type the digits"))
                .on("DELETE /accounts/w/login", 200, "{\"state\": \"cancelled\"}");
        LoginDialog dialog = dialog("");
        CliProblem problem = assertThrows(CliProblem.class, dialog::lead);
        assertTrue(problem.getMessage().contains("asks for a code"), problem.getMessage());
        assertTrue(host.asked().contains("DELETE /accounts/w/login"));
    }

    @Test
    void aCancelIsAskedOfTheHostOnce() throws Exception {
        host.on("POST /accounts/w/login", 202, running("null", "")).on("DELETE /accounts/w/login", 200, "{}").on(LOGIN, 200,
                "{\"state\": \"cancelled\"}");
        LoginDialog dialog = dialog("");
        assertTrue(dialog.cancel());
        assertFalse(dialog.cancel());
        assertEquals("cancelled", dialog.lead().path("state").stringValue());
        assertEquals(1, host.asked().stream().filter("DELETE /accounts/w/login"::equals).count());
    }

    @Test
    void aFailureIsRepeatedAndAProgramGetsJson() {
        interactive().on("POST /accounts/w/login", 202, running(qr(1, false), "")).on(LOGIN, 200,
                "{\"state\": \"failed\", \"error\": \"the code was refused; start the login again\"}");
        Said said = login("--json");
        assertEquals(1, said.code());
        assertTrue(said.out().startsWith("{") && said.out().contains("\"failed\""), said.out());
        assertTrue(said.err().contains("w is not logged in: the code was refused; start the login again."), said.err());
    }

    @Test
    void anAccountThatIsOnlineIsNotLoggedInAnew() {
        host.on("GET /accounts/w", 200,
                "{\"id\": \"w\", \"state\": \"online\", \"sendable\": true, \"platform_id\": \"10001\", \"capabilities\": [\"interactive_login\"]}");
        assertEquals("w is logged in as 10001.\n", login().out());
    }
}
