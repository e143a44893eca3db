package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.botyard.runtime.infra.secret.Secrets;
import java.time.Instant;
import java.util.Locale;

/// A line of the log as operators see it: what the file says, in its parts. Immutable.
///
/// @param number counts from the start of the host on
/// @param level  `error`, `warn`, `info`, `debug` or `trace`
/// @param logger the class that says it, without its package
/// @param trace  the lines of an exception, `""` for none
public record LogLine(long number, Instant time, String level, String logger, String thread, String message, String trace) {
    private static final int LONGEST_MESSAGE = 8_000;
    private static final int LONGEST_TRACE = 16_000;

    /// The secrets are masked and control characters visible, as in the file.
    static LogLine of(long number, ILoggingEvent told) {
        return of(number, told, LONGEST_MESSAGE, LONGEST_TRACE);
    }

    /// The same, of any length.
    static LogLine whole(ILoggingEvent told) {
        return of(0, told, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static LogLine of(long number, ILoggingEvent told, int message, int trace) {
        VisibleEvent event = new VisibleEvent(told);
        String name = event.getLoggerName();
        return new LogLine(number, Instant.ofEpochMilli(event.getTimeStamp()),
                event.getLevel().toString().toLowerCase(Locale.ROOT),
                name.substring(name.lastIndexOf('.') + 1), masked(event.getThreadName(), message),
                masked(event.getFormattedMessage(), message),
                event.getThrowableProxy() == null
                        ? ""
                        : masked(ThrowableProxyUtil.asString(event.getThrowableProxy()), trace));
    }

    /// Masked before it is cut: half a secret is one, too.
    private static String masked(String text, int most) {
        String safe = Secrets.process().mask(text);
        return safe.length() <= most ? safe : safe.substring(0, most) + "…";
    }

    /// Whether it is of this level or a graver one.
    @JsonIgnore
    public boolean isAtLeast(String least) {
        return Level.toLevel(level).isGreaterOrEqual(Level.toLevel(least));
    }

    /// Whether it speaks of this account, plugin or run, or its thread is one of theirs: the name stands there as a word.
    public boolean names(String word) {
        return named(message, word) || named(thread, word) || named(trace, word);
    }

    private static boolean named(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !ofWord(text.charAt(at - 1))) && (end == text.length() || !ofWord(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /// Whether its words hold this text, in any case.
    public boolean says(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return message.toLowerCase(Locale.ROOT).contains(wanted) || trace.toLowerCase(Locale.ROOT).contains(wanted)
                || logger.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
