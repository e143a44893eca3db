package dev.botyard.runtime.ops.backup;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.config.AccountFolder;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.config.HostSettings;
import dev.botyard.runtime.config.StorePlace;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.config.YamlReader;
import dev.botyard.runtime.infra.store.DatabaseCopy;
import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes everything of a home into one file, whether a host runs on it or not.
public final class Backup {
    private final HomeFolder home;
    private final StorePlace place;
    private final String version;
    private final InstantSource clock;

    /// @param place   the store of the home, with the home
    /// @param version of this Botyard
    public Backup(StorePlace place, String version, InstantSource clock) {
        this.clock = clock;
        this.place = place;
        this.home = place.home();
        this.version = version;
    }

    /// Writes `target`, which must not exist; it appears when it is whole, and only this user can read it.
    ///
    /// @param media whether kept media come too; those of waiting pushes always do
    /// @throws BackupException in a sentence
    public Manifest write(Path target, boolean media) {
        if (Files.exists(target)) {
            throw new BackupException("The backup " + target + " exists already. Choose another name.");
        }
        if (!place.exists()) {
            throw new BackupException(
                    "There is no database in " + home.root() + ", so there is nothing to keep. Name the home with --home.");
        }
        Path partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".partial");
        Path copy = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".db.partial");
        try {
            place.copyTo(copy, clock);
            PrivateFiles.createEmpty(partial);
            Manifest manifest = pack(partial, copy, media);
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException failure) {
            throw new BackupException("The backup " + target + " cannot be written: " + failure.getMessage(), failure);
        } finally {
            remove(partial);
            remove(copy);
        }
    }

    private Manifest pack(Path partial, Path copy, boolean media) throws IOException {
        Map<String, Long> counts = new TreeMap<>(DatabaseCopy.check(copy));
        Contents contents = Contents.of(home, media);
        Map<String, Path> files = new TreeMap<>(contents.files());
        if (!media) {
            files.putAll(queuedMedia(copy));
        }
        files.put(Contents.DATABASE, copy);
        List<Manifest.Entry> entries = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue()).ifPresent(entry -> {
                    entries.add(entry);
                    counts.merge("files in " + entry.path().replaceFirst("/.*", ""), 1L, Long::sum);
                });
            }
            List<String> outside = new ArrayList<>(contents.outside());
            List<String> variables = references(outside);
            Manifest manifest = new Manifest(Manifest.FORMAT, version, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    home.root().toString(), media, counts, entries, outside, variables);
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(Json.MAPPER.writeValueAsBytes(manifest));
            zip.closeEntry();
            return manifest;
        }
    }

    /// Nothing for a file that has gone meanwhile: the host may run, and sweeps media away.
    private static Optional<Manifest.Entry> put(ZipOutputStream zip, String path, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream summing = new DigestInputStream(in, Sha256.start())) {
            zip.putNextEntry(new ZipEntry(path));
            long bytes = summing.transferTo(zip);
            zip.closeEntry();
            return Optional.of(new Manifest.Entry(path, bytes, Sha256.hex(summing.getMessageDigest()),
                    Files.isExecutable(file) && !path.startsWith("data/")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Map<String, Path> queuedMedia(Path copy) throws IOException {
        if (!Files.isDirectory(home.media())) {
            return Map.of();
        }
        Map<String, Path> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(home.media())) {
            files.filter(Files::isRegularFile).forEach(file -> kept.put(file.getFileName().toString(), file));
        }
        Map<String, Path> needed = new TreeMap<>();
        DatabaseCopy.queuedMedia(copy, kept.keySet()).forEach(name -> needed.put(Contents.MEDIA + "/" + name, kept.get(name)));
        return needed;
    }

    /// Adds what lies elsewhere, and answers the variables that the new machine must have.
    private List<String> references(List<String> outside) {
        YamlReader reader = new YamlReader(home, Secrets.process());
        HostSettings settings = HostSettings.read(home.settingsFile(), reader).value();
        new AccountFolder(home.accounts(), reader).read(settings::canonical, Map.of());
        Set<Path> elsewhere = new HashSet<>(reader.sources().referencedFiles());
        settings.plugins().folders().stream().map(folder -> home.root().resolve(folder).normalize()).forEach(elsewhere::add);
        elsewhere.stream().filter(path -> !path.startsWith(home.root())).sorted()
                .forEach(path -> outside.add(path + ", to which the settings refer, lies outside of the home"));
        return reader.sources().variables().stream().sorted().toList();
    }

    private static void remove(Path file) {
        for (String end : new String[]{"", "-wal", "-shm"}) {
            try {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + end));
            } catch (IOException _) {
                // Its name says what it is.
            }
        }
    }
}
