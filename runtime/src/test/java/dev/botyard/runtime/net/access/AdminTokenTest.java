package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.infra.secret.SecretFileException;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    private static final String FIRST = "first-token-of-this-test";
    private static final String SECOND = "second-token-of-this-test";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("admin.token");
        Files.writeString(file, FIRST + "\n");
    }

    private AdminToken token(Map<String, String> environment) {
        return new AdminToken(new AdminTokenFile(file, environment));
    }

    @Test
    void anotherTokenInTheFileHoldsAtOnce() throws IOException {
        AdminToken token = token(Map.of());
        assertEquals(FIRST, token.get());
        Files.writeString(file, SECOND);
        assertEquals(SECOND, token.get());
        assertEquals("***", Secrets.process().mask(SECOND));
    }

    @Test
    void oneOfTheSameLengthPutInItsPlaceHoldsToo() throws IOException {
        AdminToken token = token(Map.of());
        Path next = Files.writeString(folder.resolve("next"), "fIRST-token-of-this-test\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals("fIRST-token-of-this-test", token.get());
    }

    @Test
    void aFileThatIsGoneEmptyOrUnfitChangesNothing() throws IOException {
        AdminToken token = token(Map.of());
        Files.delete(file);
        assertEquals(FIRST, token.get());
        Files.writeString(file, "");
        assertEquals(FIRST, token.get());
        Files.writeString(file, "short");
        assertEquals(FIRST, token.get());
        Files.writeString(file, SECOND);
        assertEquals(SECOND, token.get());
    }

    @Test
    void aFreshOneIsWrittenAndHolds() {
        AdminToken token = token(Map.of());
        String fresh = token.rotate();
        assertNotEquals(FIRST, fresh);
        assertEquals(fresh, token.get());
        assertEquals(fresh, token(Map.of()).get());
    }

    @Test
    void noFileChangesThatOfTheEnvironment() throws IOException {
        AdminToken token = token(Map.of("BOTYARD_ADMIN_TOKEN", SECOND));
        assertTrue(token.fromEnvironment());
        Files.writeString(file, "something-else-in-the-file");
        assertEquals(SECOND, token.get());
        assertEquals(SECOND, token.rotate());
    }

    @Test
    void aHostWithoutATokenDoesNotStart() throws IOException {
        Files.delete(file);
        assertThrows(SecretFileException.class, () -> token(Map.of()));
        assertThrows(SecretFileException.class, () -> token(Map.of("BOTYARD_ADMIN_TOKEN", "short")));
    }

    @Test
    void nothingShowsIt() {
        assertFalse(token(Map.of()).toString().contains(FIRST));
    }
}
