package dev.botyard.runtime.im.ingress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// What is said and asked about an account that has no token. Pure.
final class OpenAccount {
    private static final List<String> FORWARDED = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    private OpenAccount() {}

    static String warning(String account, boolean allowed, boolean beyondLoopback) {
        String fault = "account " + account + " asks for no token, so whoever reaches this host can speak for it";
        String cure = "set a token in accounts/" + account + ".yaml and the same one in the program that connects";
        if (allowed) {
            return fault + ", as its allow_anybody says; " + cure + " if that is not meant";
        }
        return beyondLoopback
                ? fault + "; as the host listens beyond this machine, the account does not run: " + cure
                        + ", or write 'allow_anybody: true' there"
                : fault + "; only connections from this machine are taken: " + cure;
    }

    /// Short enough for the reason of a closed WebSocket, which has 123 bytes.
    static String refusal(String account) {
        String text = "account " + account + " has no token; set one in its file and here";
        return text.length() <= 120 ? text : "the account has no token; set one in its file and here";
    }

    /// Whether a request was made on this machine, also when a reverse proxy passes it on.
    static boolean fromThisMachine(PlatformRequest request) {
        return loopback(request.remoteAddress()) && FORWARDED.stream().flatMap(name -> request.request().headers(name).stream())
                .flatMap(line -> List.of(line.split(",")).stream()).allMatch(OpenAccount::loopback);
    }

    private static boolean loopback(String text) {
        String address = text.strip();
        if (!address.matches("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?")) {
            return false;
        }
        try {
            // A literal: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
