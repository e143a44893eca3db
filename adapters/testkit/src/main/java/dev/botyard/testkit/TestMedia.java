package dev.botyard.testkit;

import dev.botyard.api.message.Media;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A medium as a host lends it, for tests of how an adapter sends it.
public record TestMedia(String name, byte[] bytes, Optional<URI> remote) implements Media {

    public static TestMedia local(String name, String content) {
        return local(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public static TestMedia local(String name, byte[] content) {
        return new TestMedia(name, content, Optional.empty());
    }

    public static TestMedia remote(String url, String content) {
        return new TestMedia("remote", content.getBytes(StandardCharsets.UTF_8), Optional.of(URI.create(url)));
    }

    @Override
    public String source() {
        return remote.map(URI::toString).orElse("./" + name);
    }

    @Override
    public String mimeType() {
        return "";
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
    public Path file() {
        return Path.of("/srv/media", name);
    }

    @Override
    public URI serve(Duration lifetime) {
        return URI.create("http://host/media/" + name + "?sig=secret");
    }
}
