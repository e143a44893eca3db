package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the doctor says about the host's proxies. Logins are never shown.
final class ProxyCheck {
    private static final int PATIENCE_MILLIS = 3_000;

    private ProxyCheck() {}

    /// A mark by sentence, in order; none without a proxy.
    static Map<String, String> of(ProxyRules rules) {
        Map<String, String> marks = new LinkedHashMap<>();
        rules.problems().forEach(problem -> marks.put(problem, "warn"));
        String straight = Stream.concat(rules.reachLoopback() ? Stream.empty() : Stream.of("this machine"),
                rules.exceptions().stream().filter(entry -> !entry.startsWith("<"))).collect(Collectors.joining(", "));
        for (Proxy proxy : rules.proxies()) {
            String what = "the proxy " + proxy.shown() + (proxy.hasLogin() ? " with a login" : "") + " (" + rules.origin() + ")";
            String failure = failure(proxy);
            marks.put(failure.isEmpty()
                    ? what + " can be reached" + (straight.isEmpty() ? "" : "; not used for " + straight)
                    : what + " cannot be reached: " + failure + "; start it, or correct http.proxy in botyard.yaml",
                    failure.isEmpty() ? "ok" : "warn");
        }
        return marks;
    }

    private static String failure(Proxy proxy) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(proxy.host(), proxy.port()), PATIENCE_MILLIS);
            return "";
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }
}
