package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logging of the running host; commands of the launcher use the console alone.
public final class Logging {
    /// The file that is being written, in the folder of logs.
    public static final String FILE = "botyard.log";
    /// How much may be logged, the gravest first.
    public static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
    /// One object of JSON a line.
    public static final String JSON = "json";
    /// Lines for people.
    public static final String TEXT = "text";
    static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";
    private static final String APPENDER = "file";
    private static final String RING = "ring";
    private static final String PATTERN = "%d{" + TIME + "} %-5level [%thread] %logger{0} %msg%n";
    private static final long FILE_BYTES = 10 << 20;
    private static final int FILES = 5;

    private Logging() {}

    /// Logs to `botyard.log` in `folder` too: at most 10 MiB, and five older files. A second call replaces the first.
    ///
    /// @return the last lines
    public static LogRing toFolder(Path folder) {
        LogRing ring = new LogRing();
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return ring;
        }
        close();
        SafeEncoder encoder = new SafeEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();

        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(APPENDER);
        appender.setFile(folder.resolve(FILE).toString());
        appender.setEncoder(encoder);

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder.resolve("botyard.%i.log.gz").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(FILES);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(FILE_BYTES));
        size.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(size);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        ring.setContext(context);
        ring.setName(RING);
        ring.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(ring);
        return ring;
    }

    /// How lines are written from now on, in the file and on the console: [#TEXT] or [#JSON].
    public static void format(String format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof OutputStreamAppender<?> written && written.getEncoder() instanceof SafeEncoder encoder) {
                    encoder.json(format.equals(JSON));
                }
            });
        }
    }

    /// How much Botyard itself says, one of [#LEVELS]. Libraries stay at `warn`.
    public static void level(String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("dev.botyard").setLevel(Level.toLevel(level, Level.INFO));
        }
    }

    /// Writes what is left and closes the file; the console stays, for people.
    public static void close() {
        format(TEXT);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            for (String name : List.of(APPENDER, RING)) {
                var appender = root.getAppender(name);
                if (appender != null) {
                    root.detachAppender(appender);
                    appender.stop();
                }
            }
        }
    }
}
