package dev.botyard.runtime.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which `Host` headers are answered. Immutable.
///
/// A page of another site can point a name of its own at 127.0.0.1 and would then be of the same origin as a host that is bound to
/// loopback. So there only addresses, `localhost` and names the operator listed are answered.
final class HostPolicy {
    private final boolean open;
    private final Set<String> names;

    HostPolicy(InetAddress bound, String configuredHost, Set<String> names) {
        open = !bound.isLoopbackAddress();
        this.names = Stream.concat(names.stream(), Stream.of(configuredHost))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean accepts(String hostHeader) {
        if (open) {
            return true;
        }
        String name = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost") || isAddress(name) || names.contains(name);
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

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
