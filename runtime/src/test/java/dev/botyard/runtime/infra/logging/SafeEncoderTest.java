package dev.botyard.runtime.infra.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SafeEncoderTest {
    private final LoggerContext context = new LoggerContext();
    private final SafeEncoder encoder = new SafeEncoder();

    @BeforeEach
    void start() {
        encoder.setContext(context);
        encoder.setPattern("%level [%thread] %logger %msg%n");
        encoder.start();
    }

    @AfterEach
    void stop() {
        encoder.stop();
    }

    private LoggingEvent event(String message, Throwable thrown, Object... arguments) {
        return new LoggingEvent("caller", context.getLogger("logger\nforged"), Level.WARN, message, thrown, arguments);
    }

    private String written(LoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void messageThreadAndLoggerStayWithinTheirLine() {
        LoggingEvent event = event("said\n{}", null, "a\r\nb");
        event.setThreadName("worker\nERROR forged");
        assertEquals("WARN [worker\\nERROR forged] logger\\nforged said\\na\\r\\nb\n", written(event));
    }

    @Test
    void whatWasSuppressedAndWhatCausedItStayWithinTheirLines() {
        IllegalStateException thrown = new IllegalStateException("top\nERROR forged", new IOException("cause\nERROR forged"));
        thrown.addSuppressed(new IOException("suppressed\nERROR forged"));
        String text = written(event("failed", thrown));
        assertFalse(text.lines().anyMatch(line -> line.startsWith("ERROR")), text);
        for (String part : List.of("top", "cause", "suppressed")) {
            assertTrue(text.contains(part + "\\nERROR forged"), text);
        }
        assertTrue(text.lines().filter(line -> line.startsWith("\tat ")).count() > 2, text);
    }

    private JsonNode json(LoggingEvent event) {
        encoder.json(true);
        String text = written(event);
        assertEquals(1, text.lines().count(), text);
        assertTrue(text.endsWith("}\n") && text.chars().noneMatch(c -> c < ' ' && c != '\n' || c == 0x2028 || c == 0x9b), text);
        return Json.MAPPER.readTree(text);
    }

    @Test
    void asJsonEachEventIsOneObjectInOneLineWhateverItSays() {
        LoggingEvent event = event("account {}: {}", new IllegalStateException("top\n{\"level\":\"error\"}"), "bot",
                "said\r\n{\"level\":\"error\"}\u2028\u009b31m\u0000 \"quoted\"");
        event.setThreadName("worker\nforged");
        event.setInstant(Instant.parse("2026-01-02T12:00:00.120Z"));
        JsonNode json = json(event);
        assertEquals("2026-01-02T12:00:00.120Z", json.path("time").stringValue());
        assertEquals("warn", json.path("level").stringValue());
        assertEquals("logger\\nforged", json.path("logger").stringValue());
        assertEquals("worker\\nforged", json.path("thread").stringValue());
        assertEquals("account bot: said\\r\\n{\"level\":\"error\"}\\u2028\\u009b31m\\u0000 \"quoted\"",
                json.path("message").stringValue());
        assertEquals("bot", json.path("account").stringValue());
        assertEquals("java.lang.IllegalStateException: top\\n{\"level\":\"error\"}", json.path("error").stringValue());
        assertTrue(json.path("stack").stringValue().lines().filter(line -> line.startsWith("\tat ")).count() > 1);
    }

    @Test
    void asJsonTheAccountAndThePluginAreToldWhereTheSentenceNamesOne() {
        assertEquals("a.py", json(event("plugin {}: {} {}", null, "a.py", "loaded", "enabled")).path("plugin").stringValue());
        JsonNode run = json(event("run {} of {} ({}) ended", null, "r1", "b.py", "cron"));
        assertEquals("b.py", run.path("plugin").stringValue());
        assertTrue(run.path("account").isMissingNode(), run.toString());
        JsonNode said = json(event("{} said {}", null, "account mine:", "plugin x.py"));
        assertTrue(said.path("account").isMissingNode() && said.path("plugin").isMissingNode(), said.toString());
    }

    @Test
    void asJsonSecretsAreMaskedAsWell() {
        Secrets.process().add("encoder-\"secret\"-2");
        assertEquals("token *** refused", json(event("token {} refused", null, "encoder-\"secret\"-2")).path("message")
                .stringValue());
    }

    @Test
    void whatIsJsonInTheFileIsShownAsText() {
        encoder.json(true);
        String line = written(event("account {}: gone", new IOException("cut"), "bot")).strip();
        String shown = JsonLine.readable(line);
        assertTrue(shown.lines().findFirst().orElseThrow().endsWith("logger\\nforged account bot: gone"), shown);
        assertTrue(shown.contains(" WARN  [") && shown.contains("\njava.io.IOException: cut\n\tat "), shown);
        for (String other : List.of("2026-01-02T12:00:00.120Z INFO  [main] Host ready", "{\"no\":1}", "{broken", "")) {
            assertEquals(other, JsonLine.readable(other));
        }
    }

    @Test
    void anExceptionWithoutWordsIsStillShown() {
        String text = written(event("failed", new IllegalStateException()));
        assertTrue(text.contains("java.lang.IllegalStateException"), text);
    }

    @Test
    void secretsAreMaskedInEveryPart() {
        Secrets.process().add("encoder-secret-1");
        LoggingEvent event = event("{} {}", new IllegalStateException("encoder-secret-1"), "encoder-secret-1", 2);
        event.setThreadName("encoder-secret-1");
        String text = written(event);
        assertFalse(text.contains("encoder-secret-1"), text);
        assertTrue(text.startsWith("WARN [***] logger\\nforged *** 2\n"), text);
    }

    /// The key of an application is a file of several lines, which a log line spells as one.
    @Test
    void aSecretOfSeveralLinesIsMaskedThoughItsLinesAreSpelledOut() {
        Secrets.process().add("-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n");
        String text = written(
                event("refused: {}", null, "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----"));
        assertEquals("WARN [" + Thread.currentThread().getName() + "] logger\\nforged refused: ***\n", text);
    }

    @Test
    void textIsWrittenInTheCharactersAskedFor() {
        encoder.setCharset(StandardCharsets.UTF_16BE);
        assertTrue(new String(encoder.encode(event("茶", null)), StandardCharsets.UTF_16BE).endsWith("茶\n"));
    }

    @Test
    void anEventWithoutExceptionHasNone() {
        VisibleEvent event = new VisibleEvent(event("m {}", null, "x"));
        assertNull(event.getThrowableProxy());
        assertEquals("m x", event.getFormattedMessage());
        assertEquals(List.of("x"), List.of(event.getArgumentArray()));
        assertEquals(Level.WARN, event.getLevel());
    }

    @Test
    void aLevelThatIsNoneIsTheUsualOne() {
        Logging.level("debug");
        Logging.level("loud");
        LoggerContext process = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
        assertEquals(Level.INFO, process.getLogger("dev.botyard").getLevel());
    }
}
