package dev.botyard.runtime.infra.logging;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {
    private static final Logger log = LoggerFactory.getLogger(LoggingTest.class);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Logging.close();
        Logging.level("info");
    }

    private String written() throws IOException {
        Logging.close();
        return Files.readString(folder.resolve("botyard.log"));
    }

    @Test
    void masksMessagesArgumentsAndExceptions() throws IOException {
        Secrets.process().add("logged-secret-1");
        Logging.toFolder(folder);
        String name = Thread.currentThread().getName();
        Thread.currentThread().setName("worker logged-secret-1");
        try {
            log.warn("token {} refused", "logged-secret-1",
                    new IllegalStateException("bad logged-secret-1", new IOException("inner logged-secret-1")));
        } finally {
            Thread.currentThread().setName(name);
        }
        String text = written();
        assertFalse(text.contains("logged-secret-1"), text);
        assertTrue(text.contains("token *** refused") && text.contains("inner ***") && text.contains("LoggingTest.java"), text);
    }

    @Test
    void theFormIsChangedWhileItRuns() throws IOException {
        Logging.toFolder(folder);
        log.info("first");
        Logging.format(Logging.JSON);
        log.info("second");
        Logging.format(Logging.TEXT);
        log.info("third");
        String text = written();
        assertTrue(text.lines().anyMatch(line -> line.startsWith("{\"time\":\"") && line.contains("\"message\":\"second\"")),
                text);
        assertTrue(text.lines().anyMatch(line -> line.endsWith("] LoggingTest first")), text);
        assertTrue(text.lines().anyMatch(line -> line.endsWith("] LoggingTest third")), text);
    }

    /// The page offers them before it has asked for anything.
    @Test
    void theConsoleKnowsTheSameLevels() throws IOException {
        try (InputStream page = Logging.class.getResourceAsStream("/console/log.js")) {
            String script = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(script.contains("['" + String.join("', '", Logging.LEVELS) + "']"), script);
        }
    }

    @Test
    void obeysTheLevelForItsOwnPackages() throws IOException {
        Logging.toFolder(folder);
        log.debug("quiet");
        Logging.level("debug");
        log.debug("loud");
        LoggerFactory.getLogger("io.example").info("library");
        String text = written();
        assertTrue(text.contains("loud") && !text.contains("quiet") && !text.contains("library"), text);
    }

    @Test
    void writesOnceAfterASecondCall() throws IOException {
        Logging.toFolder(folder);
        Logging.toFolder(folder);
        log.info("only once");
        String text = written();
        assertTrue(text.indexOf("only once") == text.lastIndexOf("only once") && text.contains("only once"), text);
    }

    @Test
    void textOfStrangersStaysWithinItsLine() throws IOException {
        Logging.toFolder(folder);
        log.warn("closed: {}", "bye\r\n23:59:59 ERROR forged\u001b[2J\u202e",
                new IllegalStateException("first\n23:59:59 ERROR in a message", new IOException("cause\n23:59:59 ERROR deeper")));
        String text = written();
        assertFalse(text.lines().anyMatch(line -> line.startsWith("23:59:59")), text);
        assertFalse(text.contains("\u001b") || text.contains("\u202e"), text);
        assertTrue(text.contains("bye\\r\\n23:59:59 ERROR forged\\u001b[2J\\u202e"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("\tat ")), text);
    }
}
