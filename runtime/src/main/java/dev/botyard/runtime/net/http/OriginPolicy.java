package dev.botyard.runtime.net.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which web pages may make a person's browser speak to this host. Immutable.
///
/// Browsers name the page in `Origin` on WebSocket handshakes and unsafe requests, or at least say in `Sec-Fetch-Site` that it is another
/// site's; programs send neither and are let through, they have tokens.
final class OriginPolicy {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
    private final Set<String> allowed;

    /// @param allowed further origins such as `https://bots.example.org`
    OriginPolicy(Set<String> allowed) {
        this.allowed = allowed.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the request comes from no page, a page of this host, or an allowed one.
    ///
    /// @param publicAddress whose pages are this host's too, whatever name a proxy passes on
    boolean allows(HttpRequest request, Optional<URI> publicAddress) {
        Optional<String> origin = request.header("Origin").map(value -> value.toLowerCase(Locale.ROOT));
        if (origin.isEmpty()) {
            return request.header("Sec-Fetch-Site").filter(OTHER_SITES::contains).isEmpty();
        }
        return allowed.contains(origin.get()) || sameHost(origin.get(), request.header("Host").orElse(""))
                || publicAddress.filter(address -> sameHost(origin.get(), authority(address))
                        && origin.get().startsWith(address.getScheme().toLowerCase(Locale.ROOT) + ":")).isPresent();
    }

    private static String authority(URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /// Whether a foreign page could do harm with it.
    static boolean matters(HttpRequest request) {
        return !SAFE.contains(request.method()) || request.wantsWebSocket();
    }

    private static boolean sameHost(String origin, String host) {
        int authority = origin.indexOf("://");
        if (authority < 0 || host.isEmpty()) {
            return false;
        }
        String scheme = origin.substring(0, authority);
        String page = withPort(origin.substring(authority + 3), scheme);
        // The scheme that the browser used is not visible behind a proxy; the page's own tells which port a bare name means.
        return (scheme.equals("http") || scheme.equals("https")) && page.equals(withPort(host.toLowerCase(Locale.ROOT), scheme));
    }

    private static String withPort(String authority, String scheme) {
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort ? authority : authority + (scheme.equals("https") ? ":443" : ":80");
    }
}
