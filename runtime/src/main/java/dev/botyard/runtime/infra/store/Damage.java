package dev.botyard.runtime.infra.store;

import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// Tells a database that is new from one that was lost or damaged, so that a host never begins anew unasked.
///
/// A file beside the database says that there was one.
final class Damage {
    private static String whatToDo() {
        return "Put a backup back with " + Launcher.hint("restore FILE");
    }

    private Damage() {}

    /// Before the file is opened, and so made.
    ///
    /// @return whether the process that used it last came to no orderly end
    static boolean look(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        boolean left = Files.exists(log) && Files.size(log) > 0;
        if (left || Files.exists(witness(file))) {
            if (!Files.exists(file)) {
                throw lost(file, "is missing");
            }
            if (Files.size(file) == 0) {
                throw lost(file, "is empty");
            }
        }
        return left;
    }

    /// After it was opened and before anything is made in it.
    static void throwIfBlank(SqlSession session, Path file) throws SQLException {
        if (Files.exists(witness(file))
                && session.first("select count(*) from sqlite_master", row -> row.getInt(1)).orElse(0) == 0) {
            throw lost(file, "has nothing in it");
        }
    }

    static void throwIfAny(SqlSession session, Path file) throws SQLException {
        List<String> found = session.list("pragma quick_check(3)", row -> row.getString(1));
        if (!found.equals(List.of("ok"))) {
            throw new StoreException("The database " + file + " is damaged (" + found.getFirst().strip().replaceAll("\\s+", " ")
                    + "). " + whatToDo() + ", which keeps the damaged one beside it.");
        }
    }

    /// From now on there was a database.
    static void remember(Path file, InstantSource clock) throws IOException {
        Path witness = witness(file);
        if (!Files.exists(witness)) {
            Files.writeString(witness,
                    "Since " + clock.instant() + " there is a database beside this file. While this file is here, "
                            + "Botyard does not begin with a new one.\n");
        }
    }

    private static Path witness(Path file) {
        return file.resolveSibling(file.getFileName() + ".made");
    }

    private static StoreException lost(Path file, String what) {
        return new StoreException("The database " + file + " " + what + ", although this home has been used. " + whatToDo()
                + ". To begin anew, without its buckets, chats and waiting pushes, remove " + file + " with what begins like it ("
                + file.getFileName() + "*).");
    }
}
