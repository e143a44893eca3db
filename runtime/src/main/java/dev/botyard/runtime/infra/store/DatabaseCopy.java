package dev.botyard.runtime.infra.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A whole database at one moment, for a backup.
public final class DatabaseCopy {
    private DatabaseCopy() {}

    /// Writes what the database holds now into a file that does not exist yet, whether a host works on it or not, or was killed on it.
    ///
    /// @throws StoreException in a sentence
    public static void write(Path database, Path target) {
        try (SqlSession session = new Database(database).connect()) {
            Database.createPrivate(target);
            session.update("vacuum into ?", target.toString());
        } catch (SQLException | IOException failure) {
            throw new StoreException(Sentences.opening(database, failure), failure);
        }
    }

    /// Looks whether a copy is whole and of a version that this host can open.
    ///
    /// @return how many rows its tables have
    /// @throws StoreException in a sentence
    public static Map<String, Long> check(Path copy) {
        try (SqlSession session = new Database(copy).connect()) {
            Damage.throwIfAny(session, copy);
            Migrations.throwIfNewer(session, copy);
            return Tables.rows(session);
        } catch (SQLException failure) {
            throw new StoreException(Sentences.opening(copy, failure), failure);
        }
    }

    /// Those of some names of kept media without which a queued push of the copy could not be sent.
    public static Set<String> queuedMedia(Path copy, Set<String> names) {
        try (SqlSession session = new Database(copy).connect()) {
            List<String> requests = session.list("select request from queued_push", row -> row.getString(1));
            return Set.copyOf(
                    names.stream().filter(name -> requests.stream().anyMatch(request -> request.contains(name))).toList());
        } catch (SQLException failure) {
            throw new StoreException(Sentences.opening(copy, failure), failure);
        }
    }

    /// Whether a file begins as databases do.
    public static boolean looksLikeOne(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(15), java.nio.charset.StandardCharsets.US_ASCII).equals("SQLite format 3");
        }
    }
}
