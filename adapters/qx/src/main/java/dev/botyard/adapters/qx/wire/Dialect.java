package dev.botyard.adapters.qx.wire;

import java.net.URI;
import java.util.Optional;

/// The forms that versions of Qianxun speak.
public enum Dialect {
    /// The framework before Pro.
    CLASSIC("/DaenWxHook/httpapi/"),
    /// The hook library without the framework; one account for each port.
    DAEN("/DaenWxHook/client/"),
    /// The framework of today.
    PRO("/qianxun/httpapi");

    private final String path;

    Dialect(String path) {
        this.path = path;
    }

    /// Where calls go when the operator names no path.
    public String path() {
        return path;
    }

    /// The name of a call.
    public String name(Call call) {
        return this == PRO ? call.word() : call.number();
    }

    /// What a path that the operator names says about the dialect.
    public static Optional<Dialect> of(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        if (path.startsWith("/DaenWxHook/client")) {
            return Optional.of(DAEN);
        }
        if (path.startsWith("/DaenWxHook/")) {
            return Optional.of(CLASSIC);
        }
        return path.startsWith("/qianxun/") || path.startsWith("/wechat/") ? Optional.of(PRO) : Optional.empty();
    }
}
