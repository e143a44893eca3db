package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.thread.Ticker;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/// Decides whether an address may be handed on to somebody who fetches it from where he runs, which is often this machine or its network:
/// the same guard as for what the host fetches itself. Redirects are not followed here; who does not trust the other side lets the host fetch.
final class HandedOn {
    private static final Duration LOOK_UP = Duration.ofSeconds(5);
    /// Names that mean something in a local network only; see RFC 6761, RFC 6762, RFC 8375 and the reserved top level `internal`.
    private static final Set<String> LOCAL = Set.of("local", "localhost", "localdomain", "lan", "home", "internal", "intranet",
            "corp",
            "private", "arpa", "test", "invalid", "onion");

    private final Names names;
    private final AddressGuard guard;
    private final Ticker ticker;

    HandedOn(Names names, AddressGuard guard, Ticker ticker) {
        this.ticker = ticker;
        this.names = names;
        this.guard = guard;
    }

    boolean allows(URI uri) throws InterruptedException {
        if (guard == AddressGuard.any()) {
            return true;
        }
        return uri.getRawUserInfo() == null && uri.getHost() != null && allows(uri.getHost());
    }

    boolean allows(String host) throws InterruptedException {
        if (guard == AddressGuard.any()) {
            return true;
        }
        if (host.isEmpty() || !readAlikeEverywhere(host)) {
            return false;
        }
        try {
            for (InetAddress address : names.resolve(host, ticker.in(LOOK_UP))) {
                if (!guard.allows(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            // This machine may be unable to ask; a name of the public kind cannot be one of its own network.
            return publicKind(host);
        }
    }

    /// Numbers in a spelling that programs read differently (`0177.0.0.1`, `2130706433`, `0x7f.1`) are nobody's honest address.
    private static boolean readAlikeEverywhere(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        boolean number = !host.startsWith("[") && (last.isEmpty() || Character.isDigit(last.charAt(0)));
        return !number || host.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    }

    private static boolean publicKind(String host) {
        int dot = host.lastIndexOf('.');
        String last = host.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot > 0 && last.matches("[a-z][a-z0-9-]+") && !LOCAL.contains(last);
    }
}
