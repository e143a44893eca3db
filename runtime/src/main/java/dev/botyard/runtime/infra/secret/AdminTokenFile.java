package dev.botyard.runtime.infra.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where the token lies that admits to the admin API: `BOTYARD_ADMIN_TOKEN`, else a file.
///
/// @param file        such as `data/admin.token`
/// @param environment of this process
public record AdminTokenFile(Path file, Map<String, String> environment) {
    private static final int SHORTEST = 16;
    private static final String VARIABLE = "BOTYARD_ADMIN_TOKEN";

    /// Whether the environment names the token, which then goes before the file.
    public boolean fromEnvironment() {
        return !environment.getOrDefault(VARIABLE, "").isBlank();
    }

    /// Whether there is one, fit or not.
    public boolean exists() {
        return fromEnvironment() || Files.exists(file);
    }

    /// The token.
    ///
    /// @throws SecretFileException when it is missing or so short that it could be guessed
    public String read() {
        String token = fromEnvironment() ? environment.get(VARIABLE).strip() : PrivateFiles.read(file);
        if (token.length() < SHORTEST) {
            throw new SecretFileException("The admin token in " + (fromEnvironment() ? VARIABLE : file) + " has only "
                    + token.length() + " characters and could be guessed; it needs at least " + SHORTEST
                    + (fromEnvironment() ? "." : ". Remove the file; the next start writes a new one."));
        }
        return token;
    }

    /// Puts a fresh token into the place of the old one, at once, so that nobody ever finds none.
    ///
    /// @throws SecretFileException when it cannot be written
    public void rotate() {
        try {
            PrivateFiles.createFolder(file.toAbsolutePath().getParent());
            PrivateFiles.replace(file, RandomToken.make());
        } catch (IOException failure) {
            throw new SecretFileException(file + " cannot be replaced: " + PrivateFiles.reason(failure), failure);
        }
    }

    @Override
    public String toString() {
        return "AdminTokenFile[" + file + "]";
    }
}
