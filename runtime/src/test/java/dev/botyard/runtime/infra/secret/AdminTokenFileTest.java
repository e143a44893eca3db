package dev.botyard.runtime.infra.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenFileTest {
    @TempDir
    private Path folder;

    private AdminTokenFile file(String... environment) {
        return new AdminTokenFile(folder.resolve("data/admin.token"),
                environment.length == 0 ? Map.of() : Map.of("BOTYARD_ADMIN_TOKEN", environment[0]));
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() {
        AdminTokenFile both = file(" 0123456789abcdef\n");
        both.rotate();
        assertTrue(both.fromEnvironment());
        assertEquals("0123456789abcdef", both.read());
        assertNotEquals("0123456789abcdef", file().read());
    }

    @Test
    void aBlankVariableIsNone() {
        AdminTokenFile blank = file(" ");
        assertFalse(blank.fromEnvironment());
        assertFalse(blank.exists());
        blank.rotate();
        assertTrue(blank.exists());
        assertTrue(blank.read().length() > 30);
    }

    @Test
    void aTokenThatCouldBeGuessedIsRefusedWithoutBeingRepeated() throws IOException {
        AdminTokenFile short15 = file("0123456789abcde");
        String message = assertThrows(SecretFileException.class, short15::read).getMessage();
        assertEquals("The admin token in BOTYARD_ADMIN_TOKEN has only 15 characters and could be guessed; it needs at least 16.",
                message);
        assertTrue(short15.exists(), "it is there, though unfit");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/admin.token"), "tooshort\n");
        message = assertThrows(SecretFileException.class, () -> file().read()).getMessage();
        assertTrue(message.contains("admin.token has only 8 characters") && message.contains("Remove the file"), message);
        assertFalse(message.contains("tooshort"), message);
    }

    @Test
    void aTokenThatCannotBeWrittenIsSaid() throws IOException {
        Files.createFile(folder.resolve("data"));
        String message = assertThrows(SecretFileException.class, () -> file().rotate()).getMessage();
        assertTrue(message.startsWith(folder.resolve("data/admin.token") + " cannot be replaced: "), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void nothingShowsTheToken() {
        AdminTokenFile file = file("0123456789abcdef");
        assertFalse(file.toString().contains("0123456789abcdef"), file.toString());
    }

    @Test
    void tokensAreLongFitIntoAddressesAndNeverComeTwice() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String token = RandomToken.make();
            assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
            assertTrue(made.add(token));
        }
    }

    /// The value is that of RFC 4231, case 2.
    @Test
    void aSignatureIsThatOfTheStandardAndOfItsKey() {
        Signer signer = new Signer("Jefe".getBytes(StandardCharsets.US_ASCII));
        assertEquals("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM", signer.sign("what do ya want for nothing?"));
        assertNotEquals(signer.sign("a|b"), signer.sign("a|c"));
        assertNotEquals(signer.sign("a|b"), new Signer(new byte[32]).sign("a|b"));
        assertEquals("Signer", signer.toString());
    }
}
