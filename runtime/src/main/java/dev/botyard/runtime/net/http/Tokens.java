package dev.botyard.runtime.net.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Finds and compares secrets of requests.
public final class Tokens {
    private static final String BEARER = "bearer ";

    private Tokens() {}

    /// Whether two secrets are the same, in a time that tells nothing about where they differ. An empty one equals nothing.
    public static boolean equal(String expected, String given) {
        return !expected.isEmpty()
                && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /// The token of `Authorization: Bearer …`.
    public static Optional<String> bearer(HttpRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).trim());
    }
}
