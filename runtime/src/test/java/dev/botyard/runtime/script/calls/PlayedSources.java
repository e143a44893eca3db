package dev.botyard.runtime.script.calls;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.message.outbound.MediaSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Every source holds its own name; those that begin with `missing:` are not there.
record PlayedSources(Path folder) implements MediaSources {

    @Override
    public Media resolve(String source, Path from, String name, String mime) {
        if (source.startsWith("missing:")) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + source + "' is not there");
        }
        String own = source.substring(source.lastIndexOf('/') + 1);
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "medium", ".tmp"), source);
            return new Played(source, name.isEmpty() ? own : name, mime.isEmpty() ? "image/png" : mime, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Played(String source, String name, String mimeType, Path file) implements Media {

        @Override
        public long size() {
            return file.toFile().length();
        }

        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
