package dev.botyard.runtime.infra.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
