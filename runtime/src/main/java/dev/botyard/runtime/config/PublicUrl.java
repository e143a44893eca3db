package dev.botyard.runtime.config;

import java.net.URI;

/// Addresses below the address of a host, which may have a path of its own.
public final class PublicUrl {
    private PublicUrl() {}

    /// `https://bot.example.org/bot` and `/login` make `https://bot.example.org/bot/login`.
    ///
    /// @param path with a slash in front
    public static URI below(URI host, String path) {
        String text = host.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }
}
