package dev.botyard.runtime.infra.secret;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that nobody guesses, in characters that fit into addresses, files and forms.
public final class RandomToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomToken() {}

    /// A new one.
    public static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
