package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The admin token as it is now: `BOTYARD_ADMIN_TOKEN`, else what stands in `data/admin.token` at this moment, so that another token holds
/// without a restart. A file that is gone or holds no fit token changes nothing. Thread-safe.
public final class AdminToken implements Supplier<String> {
    private static final Logger log = LoggerFactory.getLogger(AdminToken.class);

    private final AdminTokenFile file;
    private String value;
    private Stamp stamp;

    /// @throws SecretFileException when there is no fit token
    public AdminToken(AdminTokenFile file) {
        this.file = file;
        stamp = Stamp.of(file.file());
        value = file.read();
        Secrets.process().add(value);
    }

    private record Stamp(long time, long size, Object key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(facts.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS), facts.size(),
                        facts.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }

    /// Whether it comes from the environment, which no file can change.
    public boolean fromEnvironment() {
        return file.fromEnvironment();
    }

    @Override
    public synchronized String get() {
        if (!fromEnvironment()) {
            Stamp now = Stamp.of(file.file());
            if (now != null && !now.equals(stamp)) {
                stamp = now;
                reread();
            }
        }
        return value;
    }

    private void reread() {
        try {
            String next = file.read();
            if (!next.equals(value)) {
                value = next;
                Secrets.process().add(next);
                log.info("there is a new admin token; sessions of browsers that were let in with the old one are over");
            }
        } catch (SecretFileException e) {
            log.error("the admin token stays what it was: {}", e.getMessage());
        }
    }

    /// Puts a fresh one into the file.
    ///
    /// @throws SecretFileException when it cannot be written
    public synchronized String rotate() {
        file.rotate();
        return get();
    }

    @Override
    public String toString() {
        return "AdminToken";
    }
}
