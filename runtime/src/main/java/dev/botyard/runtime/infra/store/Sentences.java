package dev.botyard.runtime.infra.store;

import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Says what a database error means for the operator.
final class Sentences {
    private Sentences() {}

    static String of(Exception failure) {
        return "The database refused the operation: " + meaning(failure);
    }

    /// @param place a file, or a database on a server as people know it
    static String opening(Object place, Exception failure) {
        return "The database " + place + " cannot be opened: " + meaning(failure);
    }

    private static String meaning(Exception failure) {
        if (failure instanceof IOException file) {
            return FullDisk.meaning(file);
        }
        if (failure instanceof SQLiteException sqlite) {
            // The file that its processes share could not grow.
            if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
                return FullDisk.SENTENCE;
            }
            return switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)) {
                case SQLITE_NOTADB, SQLITE_CORRUPT ->
                    "the file is damaged or is not a Botyard database. Stop the host and put a backup back with "
                            + Launcher.hint("restore FILE") + ", which keeps the damaged one.";
                case SQLITE_FULL -> FullDisk.SENTENCE;
                case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> "the file or its folder is not writable for this user.";
                case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the database locked. Close it and try again.";
                case SQLITE_IOERR -> "the disk reported an error (" + sqlite.getMessage() + ").";
                default -> sqlite.getMessage();
            };
        }
        if (failure instanceof SQLException other) {
            return PostgresFailures.meaning(other);
        }
        return failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }
}
