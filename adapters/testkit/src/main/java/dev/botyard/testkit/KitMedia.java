package dev.botyard.testkit;

import dev.botyard.api.message.Media;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A medium that a script named by a path.
///
/// @param streams how many of its streams were opened and not closed
record KitMedia(Path file, byte[] bytes, AtomicInteger streams, String mimeType) implements Media {

    static KitMedia of(Path folder, String name) {
        return of(folder, name, "some bytes".getBytes(StandardCharsets.UTF_8));
    }

    static KitMedia of(Path folder, String name, byte[] bytes) {
        try {
            return new KitMedia(Files.write(folder.resolve(name), bytes), bytes, new AtomicInteger(), "application/octet-stream");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same bytes, said to be of another format.
    KitMedia typed(String type) {
        return new KitMedia(file, bytes, streams, type);
    }

    @Override
    public String source() {
        return file.toString();
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        streams.incrementAndGet();
        AtomicBoolean closed = new AtomicBoolean();
        return new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                if (closed.compareAndSet(false, true)) {
                    streams.decrementAndGet();
                }
            }
        };
    }

    @Override
    public URI serve(Duration lifetime) {
        return file.toUri();
    }
}
