package dev.botyard.adapters.qx;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The running accounts by wxid. One Qianxun serves many accounts and posts all their callbacks to one address, and whose a callback is
/// stands in its body: whichever account gets it passes it on. Thread-safe; one for each loaded jar.
final class Switchboard {
    private final ConcurrentMap<String, Reception> receptions = new ConcurrentHashMap<>();

    void enter(String wxid, Reception reception) {
        receptions.put(wxid, reception);
    }

    /// Leaves, unless another attempt has entered since.
    void leave(String wxid, Reception reception) {
        receptions.remove(wxid, reception);
    }

    Optional<Reception> find(String wxid) {
        return Optional.ofNullable(receptions.get(wxid));
    }
}
