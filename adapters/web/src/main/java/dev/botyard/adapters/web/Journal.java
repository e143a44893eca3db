package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Entry;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;

/// A file of JSON lines that only grows until it is rewritten. Every line is one write to the operating system, so a killed process loses
/// nothing it has shown; a half-written last line of a lost machine is cut off. Confined to the room's lock.
///
/// Plain streams are used because channels close when their thread is interrupted, which is how accounts stop.
final class Journal implements AutoCloseable {
    private final Path file;
    private final Logger log;
    private FileOutputStream out;
    private int lines;

    Journal(Path file, Logger log) {
        this.file = file;
        this.log = log;
    }

    /// Reads what is there. Lines that cannot be read are skipped and reported.
    void replay(Consumer<Entry> reader) {
        try {
            if (Files.exists(file)) {
                int broken = read(reader);
                if (broken > 0) {
                    log.warn("{} lines of the chat history {} cannot be read and are left out", broken, file);
                }
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "the chat history " + file + " cannot be read: "
                    + failure.getMessage() + "; make it readable or move it away", failure);
        }
    }

    private int read(Consumer<Entry> reader) throws IOException {
        int broken = 0;
        try (BufferedReader source = new BufferedReader(
                new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = source.readLine(); line != null; line = source.readLine()) {
                lines++;
                try {
                    reader.accept(Wire.read(line, Entry.class));
                } catch (JacksonException unreadable) {
                    broken++;
                }
            }
        }
        return broken;
    }

    /// Adds a line.
    void append(Entry entry) {
        try {
            if (out == null) {
                out = new FileOutputStream(file.toFile(), true);
            }
            out.write(line(entry));
            lines++;
        } catch (IOException failure) {
            throw new AdapterException(ErrorKind.INTERNAL, "the chat history " + file + " cannot be written: "
                    + FullDisk.meaning(failure), failure);
        }
    }

    /// How many lines it has.
    int lines() {
        return lines;
    }

    /// Replaces all lines, all or nothing.
    void rewrite(List<Entry> entries) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileOutputStream target = new FileOutputStream(fresh.toFile());
                    var buffered = new java.io.BufferedOutputStream(target)) {
                for (Entry entry : entries) {
                    buffered.write(line(entry));
                }
                buffered.flush();
                target.getFD().sync();
            }
            close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            lines = entries.size();
        } catch (IOException failure) {
            throw new AdapterException(ErrorKind.INTERNAL, "the chat history " + file + " cannot be rewritten: "
                    + FullDisk.meaning(failure), failure);
        }
    }

    private static byte[] line(Entry entry) {
        return (Wire.write(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException failure) {
                log.warn("closing the chat history {} failed: {}", file, failure.getMessage());
            }
            out = null;
        }
    }
}
