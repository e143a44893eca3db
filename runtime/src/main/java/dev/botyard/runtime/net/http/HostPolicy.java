package dev.botyard.runtime.net.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which `Host` headers are answered. Immutable.
///
/// A page of another site can point a name of its own at this machine, at 127.0.0.1 too, and would then be of the same origin as this
/// host. So only addresses, `localhost` and names the operator listed are answered, and, where the port is open to a network, names that
/// nobody can have in the public DNS: `nas`, `nas.local`, a service of a container network.
final class HostPolicy {
    private static final Set<String> PRIVATE = Set.of("local", "lan", "internal", "localdomain", "home", "intranet", "corp");
    private static final String HOME = ".home.arpa";

    private final boolean open;
    private final Set<String> names;

    HostPolicy(InetAddress bound, String configuredHost, Set<String> names) {
        open = !bound.isLoopbackAddress();
        this.names = Stream.concat(names.stream(), Stream.of(configuredHost))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @param publicHost the name of the public address, `""` for none
    boolean accepts(String hostHeader, String publicHost) {
        String name = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || isAddress(name) || names.contains(name)
                || name.equals(publicHost.toLowerCase(Locale.ROOT)) || open && isPrivate(name);
    }

    private static boolean isPrivate(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || PRIVATE.contains(name.substring(dot + 1)) || name.endsWith(HOME);
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") && name.endsWith("]")
                || !name.isEmpty() && name.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /// Whether a `Host` header is a name or an address with an optional port.
    static boolean wellFormed(String header) {
        if (header.isEmpty()) {
            return false;
        }
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c <= ' ' || c >= 0x7f || "/\\@?#\"<>{}|^`,".indexOf(c) >= 0) {
                return false;
            }
        }
        int colon = header.lastIndexOf(':');
        if (colon <= header.lastIndexOf(']')) {
            return true;
        }
        return colon > 0 && header.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
