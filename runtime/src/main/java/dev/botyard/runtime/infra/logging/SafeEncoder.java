package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.botyard.runtime.infra.secret.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A pattern encoder, the one door through which log lines leave: it masks the finished text, stack traces included, and lets no text that
/// came from outside begin a line or steer a terminal.
public final class SafeEncoder extends PatternLayoutEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        Charset charset = getCharset();
        return Secrets.process().mask(getLayout().doLayout(new VisibleEvent(event)))
                .getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }
}
