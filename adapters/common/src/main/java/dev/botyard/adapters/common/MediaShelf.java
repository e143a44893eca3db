package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Incoming media as files in the account's folder, for platforms that give them only to who holds the account's token or key: the host could not
/// read them where the platform keeps them. Each is fetched once; the oldest make room. Thread-safe.
public final class MediaShelf {
    private static final int MAX_FILES = 100;
    private static final int MAX_NAME = 80;

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param accountFolder as the context of the adapter names it
    public MediaShelf(Path accountFolder) {
        folder = accountFolder.resolve("media");
    }

    /// Where a medium comes from.
    @FunctionalInterface
    public interface Source {
        /// All its bytes.
        ///
        /// @throws AdapterException `MEDIA`
        byte[] bytes() throws InterruptedException;
    }

    /// A medium whose source is a file.
    ///
    /// @param key   what tells this medium from every other one, such as its address or id
    /// @param name  the file name, `""` for none
    /// @param facts what [Media#platform] shall say
    /// @throws AdapterException `MEDIA`
    public Media fetch(String key, String name, Map<String, String> facts, Source source) throws InterruptedException {
        Path file = folder.resolve(fileName(key, name));
        try {
            if (!Files.exists(file)) {
                write(file, source.bytes());
            }
            return Media.reference(file.toAbsolutePath().toString(), name, "", Files.size(file), facts);
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, "the medium cannot be kept in " + folder + ": " + FullDisk.meaning(e), e);
        }
    }

    private static String fileName(String key, String name) {
        String hash = HexFormat.of().formatHex(sha256(key), 0, 16);
        String tame = name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return tame.isEmpty() ? hash : hash + "-" + tame.substring(Math.max(0, tame.length() - MAX_NAME));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        lock.lock();
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", ".tmp");
            try {
                Files.write(part, bytes);
                makeRoom();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(path -> !path.toString().endsWith(".tmp"))
                    .sorted(Comparator.comparingLong((Path path) -> path.toFile().lastModified())).toList();
        }
        for (Path oldest : files.subList(0, Math.max(0, files.size() - MAX_FILES + 1))) {
            Files.deleteIfExists(oldest);
        }
    }
}
