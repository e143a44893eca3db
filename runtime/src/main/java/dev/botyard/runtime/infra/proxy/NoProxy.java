package dev.botyard.runtime.infra.proxy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where connections go straight although there is a proxy, in the words of `NO_PROXY`: a name, which stands for the names below it too
/// (`example.org`, `.example.org`, `*.example.org`), an address, a range of addresses (`10.0.0.0/8`), each perhaps with a port, or `*`.
/// Loopback is always among them, unless `<-loopback>` says otherwise, as in browsers. Immutable.
public final class NoProxy {
    private static final String LOOPBACK_TOO = "<-loopback>";

    private final List<String> written;
    private final List<Rule> rules = new ArrayList<>();
    private final boolean loopback;

    private NoProxy(List<String> written) {
        this.written = written;
        loopback = !written.contains(LOOPBACK_TOO);
        written.stream().filter(entry -> !entry.equals(LOOPBACK_TOO)).map(Rule::of).forEach(rules::add);
    }

    /// @param entries each one, or several with commas or blanks between them, as in the environment variable
    /// @throws IllegalArgumentException with a sentence about the first that is none
    public static NoProxy of(List<String> entries) {
        return new NoProxy(entries.stream().flatMap(entry -> Arrays.stream(entry.split("[\\s,;]+")))
                .filter(entry -> !entry.isEmpty()).map(entry -> entry.toLowerCase(Locale.ROOT)).toList());
    }

    /// @param host in lower case; an address of version 6 with or without brackets
    public boolean covers(String host, int port) {
        String bare = bare(host);
        Optional<InetAddress> address = literal(bare);
        if (isLoopback(bare, address)) {
            return loopback || rules.stream().anyMatch(rule -> rule.covers(bare, address, port));
        }
        return rules.stream().anyMatch(rule -> rule.covers(bare, address, port));
    }

    /// Whether this machine is reached straight.
    boolean coversLoopback() {
        return loopback;
    }

    /// As it was written, for people and for programs.
    public List<String> written() {
        return written;
    }

    private static boolean isLoopback(String host, Optional<InetAddress> address) {
        return host.equals("localhost") || host.endsWith(".localhost")
                || address.filter(known -> known.isLoopbackAddress() || known.isAnyLocalAddress()).isPresent();
    }

    private static String bare(String host) {
        String inside = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return inside.endsWith(".") ? inside.substring(0, inside.length() - 1) : inside;
    }

    private static Optional<InetAddress> literal(String host) {
        if (host.indexOf(':') < 0 && !host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @param name      `""` where addresses are meant; `*` for all
    /// @param addresses null where a name is meant
    /// @param port      0 for any
    private record Rule(String name, AddressRange addresses, int port) {
        static Rule of(String entry) {
            int slash = entry.indexOf('/');
            if (slash >= 0) {
                InetAddress prefix = literal(bare(entry.substring(0, slash))).orElseThrow(() -> wrong(entry));
                String bits = entry.substring(slash + 1);
                if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > prefix.getAddress().length * 8) {
                    throw wrong(entry);
                }
                return new Rule("", new AddressRange(prefix.getAddress(), Integer.parseInt(bits)), 0);
            }
            Optional<InetAddress> whole = literal(bare(entry));
            int colon = whole.isPresent() ? -1 : entry.lastIndexOf(':');
            String host = bare(colon < 0 ? entry : entry.substring(0, colon));
            String port = colon < 0 ? "0" : entry.substring(colon + 1);
            if (host.isEmpty() || !port.matches("\\d{1,5}")) {
                throw wrong(entry);
            }
            Optional<InetAddress> one = whole.isPresent() ? whole : literal(host);
            String name = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
            return one.map(found -> new Rule("", alone(found), Integer.parseInt(port)))
                    .orElseGet(() -> new Rule(name, null, Integer.parseInt(port)));
        }

        private static AddressRange alone(InetAddress address) {
            return new AddressRange(address.getAddress(), address.getAddress().length * 8);
        }

        private static IllegalArgumentException wrong(String entry) {
            return new IllegalArgumentException("'" + entry + "' is no host, no address and no range of addresses; expected"
                    + " entries such as example.org, 192.168.1.5 or 10.0.0.0/8");
        }

        boolean covers(String host, Optional<InetAddress> asked, int askedPort) {
            if (port != 0 && port != askedPort) {
                return false;
            }
            if (addresses == null) {
                return name.equals("*") || host.equals(name) || host.endsWith("." + name);
            }
            return asked.filter(one -> addresses.contains(one.getAddress())).isPresent();
        }
    }
}
