package dev.botyard.runtime.logging;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.botyard.runtime.config.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// A pattern encoder that masks the finished text, stack traces included.
public final class MaskingEncoder extends PatternLayoutEncoder {

    @Override
    public byte[] encode(ILoggingEvent event) {
        Charset charset = getCharset();
        return Secrets.process().mask(getLayout().doLayout(event)).getBytes(charset == null ? StandardCharsets.UTF_8 : charset);
    }
}
