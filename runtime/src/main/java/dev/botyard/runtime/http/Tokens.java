package dev.botyard.runtime.http;

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

    /// The token of a request: `Authorization: Bearer …`, else the query parameter `access_token`, else the cookie.
    public static Optional<String> of(HttpRequest request, String cookieName) {
        return bearer(request).or(() -> request.query("access_token")).or(() -> request.cookie(cookieName));
    }

    /// The token of `Authorization: Bearer …`.
    public static Optional<String> bearer(HttpRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).trim());
    }
}
