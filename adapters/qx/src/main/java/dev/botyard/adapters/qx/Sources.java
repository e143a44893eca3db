package dev.botyard.adapters.qx;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// IP addresses in one spelling, so that they can be compared as text. Never asks the DNS.
final class Sources {
    private Sources() {}

    /// The one spelling of an address; empty for anything else.
    static Optional<String> literal(String address) {
        String bare = address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone)).getHostAddress());
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /// The addresses that a URL names by number, or as the machine itself.
    static List<String> of(URI url) {
        String host = url.getHost() == null ? "" : url.getHost();
        if (host.equalsIgnoreCase("localhost")) {
            return List.of("127.0.0.1", literal("::1").orElseThrow());
        }
        return literal(host).map(List::of).orElse(List.of());
    }
}
