package dev.botyard.runtime.net.client;

import java.net.URI;
import java.util.Locale;

/// Where a connection goes.
///
/// @param host in lower case; an address of version 6 in brackets
record Endpoint(boolean tls, String host, int port) {

    /// @throws IllegalArgumentException for anything that is not such an address
    static Endpoint of(URI uri, String plain, String secure) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals(plain) && !scheme.equals(secure)) {
            throw new IllegalArgumentException(
                    "the address must begin with " + plain + ":// or " + secure + "://, not '" + scheme + "'");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address must name a host, without a user");
        }
        boolean tls = scheme.equals(secure);
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the address has no valid port");
        }
        return new Endpoint(tls, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /// The `Host` header.
    String hostHeader() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    /// Path and query as sent.
    static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
