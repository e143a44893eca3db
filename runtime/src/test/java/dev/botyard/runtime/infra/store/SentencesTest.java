package dev.botyard.runtime.infra.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.error.FullDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SentencesTest {

    private static String of(SQLiteErrorCode code) {
        return Sentences.of(new SQLiteException("as it said", code)).replace("The database refused the operation: ", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SQLITE_NOTADB         | the file is damaged or is not a Botyard database. Stop the host and put a backup back with 'botyard restore FILE', which keeps the damaged one.
            SQLITE_CORRUPT        | the file is damaged or is not a Botyard database. Stop the host and put a backup back with 'botyard restore FILE', which keeps the damaged one.
            SQLITE_CORRUPT_VTAB   | the file is damaged or is not a Botyard database. Stop the host and put a backup back with 'botyard restore FILE', which keeps the damaged one.
            SQLITE_FULL           | the disk is full. Free some space and try again.
            SQLITE_IOERR_SHMSIZE  | the disk is full. Free some space and try again.
            SQLITE_READONLY       | the file or its folder is not writable for this user.
            SQLITE_READONLY_DIRECTORY | the file or its folder is not writable for this user.
            SQLITE_PERM           | the file or its folder is not writable for this user.
            SQLITE_CANTOPEN       | the file or its folder is not writable for this user.
            SQLITE_CANTOPEN_ISDIR | the file or its folder is not writable for this user.
            SQLITE_BUSY           | another program holds the database locked. Close it and try again.
            SQLITE_BUSY_SNAPSHOT  | another program holds the database locked. Close it and try again.
            SQLITE_LOCKED         | another program holds the database locked. Close it and try again.
            SQLITE_IOERR_READ     | the disk reported an error (as it said).
            """)
    void whatTheDatabaseSaysBecomesWhatToDo(SQLiteErrorCode code, String sentence) {
        assertEquals(sentence, of(code));
    }

    @Test
    void whatNobodyForesawIsRepeated() {
        assertEquals("as it said", of(SQLiteErrorCode.SQLITE_CONSTRAINT));
        assertEquals("The database refused the operation: odd", Sentences.of(new SQLException("odd")));
        assertEquals("The database refused the operation: java.lang.IllegalStateException",
                Sentences.of(new IllegalStateException()));
    }

    @Test
    void openingNamesTheFile() {
        Path file = Path.of("/home/a/botyard.db");
        assertEquals("The database /home/a/botyard.db cannot be opened: " + FullDisk.SENTENCE,
                Sentences.opening(file, new IOException("No space left on device")));
        assertEquals(
                "The database /home/a/botyard.db cannot be opened: /x is not accessible for this user: change its owner or its permissions",
                Sentences.opening(file, new AccessDeniedException("/x")));
    }
}
