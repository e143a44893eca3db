package dev.botyard.runtime.cli;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The log of a host, read while it is written. When it has grown too large the host puts it away as `botyard.1.log.gz` and begins anew;
/// the old file stays open here until its end has been read. Confined to one thread.
final class LogFile implements AutoCloseable {
    private static final int OLDER_FILES = 5;

    private final Path file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private FileChannel open;
    private Object identity;

    LogFile(Path folder) {
        this.file = folder.resolve("botyard.log");
    }

    Path path() {
        return file;
    }

    /// The last lines, those of older files too. [#more] goes on behind them.
    List<String> last(int count) throws IOException {
        LinkedList<String> lines = new LinkedList<>(more());
        while (lines.size() > count) {
            lines.removeFirst();
        }
        for (int number = 1; number <= OLDER_FILES && lines.size() < count; number++) {
            List<String> older = older(number);
            for (int i = older.size() - 1; i >= 0 && lines.size() < count; i--) {
                lines.addFirst(older.get(i));
            }
        }
        return lines;
    }

    private List<String> older(int number) throws IOException {
        Path packed = file.resolveSibling("botyard." + number + ".log.gz");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            in.transferTo(text);
        } catch (NoSuchFileException | EOFException _) {
            // It is not there, or the host is packing it just now; what is there of it is shown.
        }
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /// The lines that have been completed since the last call.
    List<String> more() throws IOException {
        List<String> lines = new ArrayList<>();
        Object now = identity(file);
        if (open != null && !Objects.equals(identity, now)) {
            read(lines);
            close();
        }
        if (open == null && now != null) {
            try {
                open = FileChannel.open(file);
                identity = now;
            } catch (NoSuchFileException _) {
                // It was put away just now; the next call finds the new one.
                return lines;
            }
        }
        if (open != null) {
            read(lines);
        }
        return lines;
    }

    private void read(List<String> lines) throws IOException {
        if (open.size() < open.position()) {
            open.position(0);
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (open.read(buffer.clear()) > 0) {
            for (buffer.flip(); buffer.hasRemaining();) {
                byte next = buffer.get();
                if (next == '\n') {
                    lines.add(begun.toString(StandardCharsets.UTF_8));
                    begun.reset();
                } else {
                    begun.write(next);
                }
            }
        }
    }

    private static Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
