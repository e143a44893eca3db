package dev.botyard.adapters.weixin;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Downloaded media, decrypted, as files: the host cannot read them where the platform keeps them. The oldest make room. Thread-safe.
final class MediaShelf {
    private static final int MAX_FILES = 100;
    private static final int MAX_NAME = 80;

    private final Path folder;
    private final MediaStation station;

    MediaShelf(Path folder, MediaStation station) {
        this.folder = folder.resolve("media");
        this.station = station;
    }

    /// A medium whose source is a file.
    ///
    /// @throws AdapterException `MEDIA`
    Media fetch(Map<String, String> facts) throws InterruptedException {
        Path file = folder.resolve(fileName(facts));
        try {
            if (!Files.exists(file)) {
                write(file, station.download(facts));
            }
            return Media.reference(file.toAbsolutePath().toString(), facts.getOrDefault(MediaStation.NAME, ""), "",
                    Files.size(file),
                    facts);
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, "the medium cannot be kept in " + folder + ": " + FullDisk.meaning(e), e);
        }
    }

    private static String fileName(Map<String, String> facts) {
        String place = facts.getOrDefault(MediaStation.URL, "") + '\n' + facts.getOrDefault(MediaStation.PARAM, "") + '\n'
                + facts.getOrDefault(MediaStation.KEY, "");
        String hash = HexFormat.of().formatHex(
                MediaStation.digest("SHA-256").digest(place.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0, 16);
        String name = facts.getOrDefault(MediaStation.NAME, "").replaceAll("[^\\p{L}\\p{N}._-]", "_");
        return name.isEmpty() ? hash : hash + "-" + name.substring(Math.max(0, name.length() - MAX_NAME));
    }

    private synchronized void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "part", ".tmp");
        try {
            Files.write(part, bytes);
            makeRoom();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
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
