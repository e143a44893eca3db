package dev.botyard.adapters.qx;

import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Whether a callback may speak for an account: Qianxun signs nothing, so the key in its address or the machine it comes from must do.
/// Pure functions.
final class Gate {
    private Gate() {}

    static Decision decide(QxConfig config, RouteRequest request) {
        if (!config.key().isEmpty()) {
            String told = request.query("key").orElse("");
            if (told.isEmpty()) {
                return Decision.refuse(401,
                        "the key is missing; add ?key=… with the account's key to the callback address in Qianxun");
            }
            if (!same(told, config.key())) {
                // On the shared path it may be the key of another account: the host asks them all.
                return Decision.refuse(403, "the key is wrong; compare it with the account's key");
            }
        }
        if (!config.sources().isEmpty() && !config.sources().contains(Sources.literal(request.remoteAddress()).orElse(""))) {
            return Decision.refuse(403, "callbacks from " + request.remoteAddress() + " are not allowed; add the address to the"
                    + " account's sources");
        }
        return Decision.ADMIT;
    }

    private static boolean same(String told, String expected) {
        return MessageDigest.isEqual(told.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
