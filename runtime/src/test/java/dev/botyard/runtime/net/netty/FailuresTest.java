package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(logged);
        logger.setLevel(null);
    }

    private List<String> told(Throwable cause) {
        Failures.tell("the connection of 1.2.3.4", cause);
        return logged.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Test
    void peersComeAndGoWithoutAWord() {
        assertEquals(List.of("DEBUG the connection of 1.2.3.4 failed"),
                told(new IOException("reset", new IOException("deeper"))));
    }

    @Test
    void whereTheHostItselfFailsAnOperatorHearsOfIt() {
        assertEquals(List.of("ERROR the connection of 1.2.3.4 is closed, because the host itself failed"),
                told(new IOException("wrapped", new IllegalStateException(new OutOfMemoryError("heap")))));
    }

    @Test
    void aCircleOfCausesHasAnEnd() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);
        assertEquals(1, told(one).size());
    }
}
