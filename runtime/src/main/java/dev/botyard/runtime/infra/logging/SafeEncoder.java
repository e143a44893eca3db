package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A pattern encoder, the one door through which log lines leave: it masks the finished text, stack traces included, and lets no text that
/// came from outside begin a line or steer a terminal.
public final class SafeEncoder extends PatternLayoutEncoder {

    private volatile boolean json;

    /// Whether each line is an object of JSON from now on, whatever the pattern is.
    void json(boolean on) {
        json = on;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        if (json) {
            return (Secrets.process().mask(JsonLine.of(event)) + "\n").getBytes(StandardCharsets.UTF_8);
        }
        Charset charset = getCharset();
        return Secrets.process().mask(getLayout().doLayout(new VisibleEvent(event)))
                .getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }
}
