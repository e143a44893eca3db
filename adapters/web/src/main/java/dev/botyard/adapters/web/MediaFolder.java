package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;

/// Pictures, recordings and files of one account's chats: for each a file with the bytes and one with the facts. The oldest go when the
/// folder grows too large or they grow too old. Thread-safe.
final class MediaFolder {
    static final long MAX_TOTAL_BYTES = 2L * 1024 * 1024 * 1024;
    static final Duration MAX_AGE = Duration.ofDays(90);
    private static final String FACTS = ".facts.json";
    private static final String PART = ".part";
    private static final int LONGEST_NAME = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final long maxTotal;
    private final Clock clock;
    private final Logger log;
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();

    MediaFolder(Path folder, long maxTotal, Clock clock, Logger log) {
        this.folder = folder;
        this.maxTotal = maxTotal;
        this.clock = clock;
        this.log = log;
    }

    /// Reads what is there and removes what was not finished.
    void load() {
        try {
            Files.createDirectories(folder);
            for (Path file : files()) {
                String name = file.getFileName().toString();
                if (name.endsWith(PART)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(FACTS)) {
                    read(file);
                }
            }
        } catch (IOException failure) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "the media folder " + folder + " cannot be used: "
                    + failure.getMessage() + "; make it readable and writable", failure);
        }
        clean();
    }

    /// Keeps the bytes of a stream.
    Stored keep(InputStream bytes, String name, String mime) throws IOException {
        Path part = part(freshId());
        try {
            try (OutputStream target = Files.newOutputStream(part)) {
                bytes.transferTo(target);
            }
            return adopt(part, name, mime);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Keeps a complete file made by [#part]; the file moves.
    Stored adopt(Path part, String name, String mime) throws IOException {
        String id = freshId();
        String type = MediaTypes.of(mime, name);
        String shown = plain(name, type);
        String ending = MediaTypes.extension(shown);
        String file = ending.isEmpty() ? id : id + "." + ending;
        Stored facts = new Stored(id, file, shown, type, Files.size(part), clock.millis());
        Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(folder.resolve(id + FACTS), Wire.write(facts));
        stored.put(id, facts);
        clean();
        return facts;
    }

    /// A place for bytes that are not complete yet.
    Path part(String name) {
        return folder.resolve(name + PART);
    }

    Optional<Stored> find(String id) {
        return Optional.ofNullable(stored.get(id));
    }

    /// Where the bytes are, absolute.
    Path path(Stored facts) {
        return folder.resolve(facts.file()).toAbsolutePath();
    }

    static String freshId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void read(Path file) throws IOException {
        try {
            Stored facts = Wire.read(Files.readString(file), Stored.class);
            if (facts.id().matches("[0-9a-f]{32}") && !facts.file().contains("/") && Files.exists(folder.resolve(facts.file()))) {
                stored.put(facts.id(), facts);
            }
        } catch (JacksonException broken) {
            log.warn("{} cannot be read; its medium is no longer shown", file);
        }
    }

    private synchronized void clean() {
        long total = stored.values().stream().mapToLong(Stored::size).sum();
        long oldest = clock.millis() - MAX_AGE.toMillis();
        List<Stored> byAge = new ArrayList<>(stored.values());
        byAge.sort(Comparator.comparingLong(Stored::time));
        for (Stored facts : byAge) {
            // The newest always stays, however large it is: it was just promised to somebody.
            if ((total <= maxTotal && facts.time() >= oldest) || facts.id().equals(byAge.getLast().id())) {
                break;
            }
            total -= facts.size();
            remove(facts);
        }
    }

    private void remove(Stored facts) {
        stored.remove(facts.id());
        try {
            Files.deleteIfExists(folder.resolve(facts.id() + FACTS));
            Files.deleteIfExists(folder.resolve(facts.file()));
        } catch (IOException failure) {
            log.warn("the old medium {} could not be deleted: {}", folder.resolve(facts.file()), failure.getMessage());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static String plain(String name, String type) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}", "")
                .strip();
        int from = Math.max(0, last.length() - LONGEST_NAME);
        // Half a character cannot be written into a file.
        String cut = last.substring(from > 0 && Character.isLowSurrogate(last.charAt(from)) ? from + 1 : from);
        return cut.isEmpty() ? "file" + MediaTypes.endingOf(type) : cut;
    }
}
