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

/// A small medium that a script named by a path.
record KitMedia(Path file, byte[] bytes) implements Media {

    static KitMedia of(Path folder, String name) {
        byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
        try {
            return new KitMedia(Files.write(folder.resolve(name), bytes), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    public String mimeType() {
        return "application/octet-stream";
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public URI serve(Duration lifetime) {
        return file.toUri();
    }
}
