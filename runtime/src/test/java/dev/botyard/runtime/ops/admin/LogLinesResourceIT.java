package dev.botyard.runtime.ops.admin;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.logging.LogRing;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.net.http.ServerSentEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log, at the door of the API: what the file says.
class LogLinesResourceIT {
    private static final Logger log = LoggerFactory.getLogger("dev.botyard.test.Teller");

    private final ServerSentEvents stream = new ServerSentEvents("log");

    @TempDir
    private Path folder;
    private LogRing ring;
    private PlayedApi api;

    @BeforeEach
    void open() throws Exception {
        ring = Logging.toFolder(folder);
        ring.listen(line -> LogLinesResource.tell(stream, line));
        api = new PlayedApi();
        api.api.add(new LogLinesResource(ring, stream, folder.resolve(Logging.FILE)));
    }

    @AfterEach
    void close() {
        Logging.close();
        stream.close();
        api.close();
    }

    private List<String> said(String query) throws Exception {
        return api.ask("GET", "/api/v1/logs" + query, "").json().path("lines").valueStream()
                .filter(line -> line.path("logger").stringValue().equals("Teller"))
                .map(line -> line.path("level").stringValue() + " " + line.path("message").stringValue()).toList();
    }

    @Test
    void newestFirstByAccountPluginLevelTextAndTime() throws Exception {
        log.info("account {}: online", "bot_a");
        log.warn("account {}: gone", "bot_a2");
        log.error("run of {} failed", "tea.py");
        assertEquals(List.of("error run of tea.py failed", "warn account bot_a2: gone", "info account bot_a: online"), said(""));
        assertEquals(List.of("info account bot_a: online"), said("?account=bot_a"));
        assertEquals(List.of("error run of tea.py failed"), said("?plugin=tea.py"));
        assertEquals(List.of(), said("?plugin=ea.py"));
        assertEquals(List.of("error run of tea.py failed", "warn account bot_a2: gone"), said("?level=warn"));
        assertEquals(List.of("warn account bot_a2: gone"), said("?text=GONE"));
        assertEquals(List.of(), said("?since=" + Instant.now().plusSeconds(60)));
        assertEquals(3, said("?since=" + Instant.now().minusSeconds(60)).size());
    }

    @Test
    void itIsWhatTheFileSays() throws Exception {
        Secrets.process().add("secret-of-the-log-7");
        log.info("a token secret-of-the-log-7, and a line\nthat begins \u001b[31manew",
                new IllegalStateException("broken\nby ann"));
        String file = Files.readString(folder.resolve(Logging.FILE));
        var line = api.ask("GET", "/api/v1/logs?text=anew", "").json().at("/lines/0");
        String message = line.path("message").stringValue();
        assertEquals("a token ***, and a line\\nthat begins \\u001b[31manew", message);
        assertTrue(file.contains(message), file);
        assertTrue(line.path("trace").stringValue().startsWith("java.lang.IllegalStateException: broken\\nby ann"),
                line::toString);
        assertEquals(file, api.ask("GET", "/api/v1/logs/file", "").text());
    }

    @Test
    void onlySoManyAreKeptAndPagesGoOn() throws Exception {
        ring.keep(3);
        for (int number = 0; number < 9; number++) {
            log.info("line {}", number);
        }
        assertEquals(List.of("info line 8", "info line 7", "info line 6"), said(""));
        long last = api.ask("GET", "/api/v1/logs?limit=1", "").json().at("/lines/0/number").longValue();
        assertEquals(List.of("info line 7"), said("?limit=1&before=" + last));
    }

    @Test
    void whoFollowsHearsWhatItWants() throws Exception {
        try (Stream<String> lines = api.follow("/api/v1/logs?follow&level=warn")) {
            await("somebody follows").until(() -> stream.clients() == 1);
            log.info("not this");
            log.warn("but this");
            assertTrue(lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow().contains("\"but this\""));
        }
    }

    @Test
    void garbageIsAnsweredWithASentence() throws Exception {
        assertEquals("400 invalid_request: level is 'loud'; it must be one of error, warn, info, debug, trace",
                api.ask("GET", "/api/v1/logs?level=loud", "").error());
        assertEquals("400 invalid_request: since is 'noon'; it must be a time such as 2026-01-31T08:00:00Z",
                api.ask("GET", "/api/v1/logs?since=noon&follow", "").error());
        assertEquals(401, api.ask("GET", "/api/v1/logs", "", "Authorization", "Bearer wrong").status());
    }
}
