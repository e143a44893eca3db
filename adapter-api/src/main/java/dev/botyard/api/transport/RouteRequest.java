package dev.botyard.api.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// A request of a platform to the host.
public interface RouteRequest {

    /// `GET`, `POST`, …
    String method();

    /// The path, decoded.
    String path();

    /// The account id of the path, if it has one.
    Optional<String> accountInPath();

    /// The first value of a header, whatever the case of its name.
    Optional<String> header(String name);

    /// The first value of a query parameter, decoded.
    Optional<String> query(String name);

    /// The body; empty for WebSocket upgrades and while an [Admission] decides on its headers.
    byte[] body();

    /// Whether the host knows the request as an operator's: it carries the admin token or the cookie of a browser that was logged in with it.
    boolean operator();

    /// The peer's address without port.
    String remoteAddress();

    /// The token that the request carries: `Authorization: Bearer T` or `Token T`, else the query parameter `access_token`, else `token`.
    default Optional<String> token() {
        return header("Authorization").map(RouteRequest::withoutScheme).or(() -> query("access_token")).or(() -> query("token"));
    }

    /// Whether the request carries `expected`, compared in constant time. An empty `expected` accepts every request.
    default boolean carriesToken(String expected) {
        return expected.isEmpty() || MessageDigest.isEqual(token().orElse("").getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String withoutScheme(String value) {
        int blank = value.indexOf(' ');
        return blank < 0 ? value : value.substring(blank + 1).trim();
    }
}
