package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.infra.secret.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of jars that classes are loaded from, so that a person may replace or delete the original at any time, also on file systems that
/// lock open files. Thread-safe, since no two copies have the same number.
final class ShadowCopies {
    private static final Logger log = LoggerFactory.getLogger(ShadowCopies.class);

    private final Path folder;

    ShadowCopies(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder and removes what an earlier process left in it.
    void prepare() throws IOException {
        Files.createDirectories(folder);
        clear();
    }

    /// Copies a jar under a name that was never used in this process: the JDK keeps what it read of a jar by its name.
    Copy take(Path jar, long generation) {
        Path target = folder.resolve("incoming-" + generation + ".jar");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(jar), Sha256.start())) {
            try (OutputStream out = Files.newOutputStream(target)) {
                in.transferTo(out);
            }
            String hash = Sha256.hex(in.getMessageDigest());
            return new Copy(target, hash);
        } catch (IOException e) {
            delete(target);
            throw new JarRefusedException("it cannot be copied to " + folder + " (" + e + "); check permissions and free space",
                    e);
        }
    }

    /// Gives the copy its final name, once the adapter's id is known.
    Path name(Copy copy, String id, long generation) {
        Path target = folder.resolve(id + "-" + copy.sha256().substring(0, 12) + "-" + generation + ".jar");
        try {
            return Files.move(copy.file(), target);
        } catch (IOException e) {
            throw new JarRefusedException("its copy cannot be named " + target + " (" + e + ")", e);
        }
    }

    static String hash(Path jar) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(jar), Sha256.start())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(in.getMessageDigest());
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("the copy {} stays until the next start: {}", file, e.getMessage());
        }
    }

    void clear() {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*.jar")) {
            leftovers.forEach(this::delete);
        } catch (IOException e) {
            log.warn("the folder {} cannot be cleaned: {}", folder, e.getMessage());
        }
    }

    /// A fresh copy and the hash of what was copied.
    record Copy(Path file, String sha256) {}
}
