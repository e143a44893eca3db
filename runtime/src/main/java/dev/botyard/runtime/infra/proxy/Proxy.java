package dev.botyard.runtime.infra.proxy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A proxy. Immutable; `toString` never shows the login.
///
/// @param host     an address of version 6 in brackets
/// @param user     `""` for a proxy without a login
/// @param password as it is, not as an address spells it
public record Proxy(Kind kind, String host, int port, String user, String password) {

    /// How a proxy is spoken to.
    public enum Kind {
        /// HTTP, with `CONNECT` for what is not plain HTTP itself.
        HTTP("http", 80),
        /// SOCKS of version 5. Names are resolved by the proxy.
        SOCKS5("socks5h", 1_080);

        private final String scheme;
        private final int port;

        Kind(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }
    }

    /// Reads `http://host:port`, `socks5://host:port` or `host:port`, each with `user:password@` before the host where the proxy asks for
    /// a login. Signs of the password may be written as in addresses (`%40`) or as they are.
    ///
    /// @throws IllegalArgumentException with a sentence that quotes nothing, since a password may stand in any part of it
    public static Proxy of(String text) {
        String rest = text.strip();
        int scheme = rest.indexOf("://");
        Kind kind = scheme < 0 ? Kind.HTTP : kind(rest.substring(0, scheme).toLowerCase(Locale.ROOT));
        rest = rest.substring(scheme < 0 ? 0 : scheme + 3);
        int at = rest.lastIndexOf('@');
        String login = at < 0 ? "" : rest.substring(0, at);
        String place = rest.substring(at + 1).replaceFirst("/+$", "");
        int colon = login.indexOf(':');
        String user = decoded(colon < 0 ? login : login.substring(0, colon));
        String password = colon < 0 ? "" : decoded(login.substring(colon + 1));
        int port = place.lastIndexOf(':') > place.lastIndexOf(']') ? place.lastIndexOf(':') : -1;
        String host = port < 0 ? place : place.substring(0, port);
        return new Proxy(kind, host(host), port < 0 ? kind.port : port(place.substring(port + 1)), user, password);
    }

    private static Kind kind(String scheme) {
        return switch (scheme) {
            case "http" -> Kind.HTTP;
            case "socks5", "socks5h", "socks" -> Kind.SOCKS5;
            case "https" -> throw new IllegalArgumentException("a proxy that is itself spoken to with TLS is not supported; write"
                    + " http:// (what goes through it to https addresses is encrypted all the same)");
            default -> throw wrong("its scheme is none of http, socks5 and socks5h");
        };
    }

    private static String host(String host) {
        boolean legal = host.matches("\\[[0-9a-fA-F:.]+]") || host.matches("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?");
        if (!legal) {
            throw wrong("it names no host");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static int port(String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw wrong("its port is no number from 1 to 65535");
        }
        return Integer.parseInt(port);
    }

    private static IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException("expected the address of a proxy such as http://127.0.0.1:7890,"
                + " socks5://user:password@proxy.example.org:1080, or none; " + why);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /// Whether it asks for a login.
    public boolean hasLogin() {
        return !user.isEmpty();
    }

    /// As programs read it in `HTTP_PROXY`, with the login.
    public String address() {
        return kind.scheme + "://" + (hasLogin() ? encoded(user) + ":" + encoded(password) + "@" : "") + this;
    }

    /// For people: the kind and the place.
    public String shown() {
        return kind.scheme.substring(0, kind == Kind.HTTP ? 4 : 6) + "://" + this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
