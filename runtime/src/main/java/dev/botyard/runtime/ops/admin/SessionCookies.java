package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.access.Caller;
import dev.botyard.runtime.net.access.Operators;
import java.time.Duration;

/// Values of `Set-Cookie`: no script reads them, no other site sends them, and behind https nothing else carries them.
final class SessionCookies {
    private SessionCookies() {}

    /// Begins a session.
    ///
    /// @param by who lets the browser in
    static String session(HttpRequest request, Operators operators, Caller by) {
        return cookie(request, Operators.COOKIE, operators.open(request, by), "/", operators.sessionLife());
    }

    /// @param path below the public address's own
    static String cookie(HttpRequest request, String name, String value, String path, Duration life) {
        return name + "=" + value + "; Path=" + request.basePath() + path + "; HttpOnly; SameSite=Lax; Max-Age="
                + life.toSeconds()
                + (request.overHttps() ? "; Secure" : "");
    }

    /// Makes a browser forget a cookie.
    static String gone(HttpRequest request, String name, String path) {
        return cookie(request, name, "", path, Duration.ZERO);
    }
}
