package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.infra.proxy.ProxyRules;
import org.jspecify.annotations.Nullable;

/// How a connection reaches its endpoint. Connections of one route may stand in for each other.
///
/// @param proxy     null for straight there
/// @param forwarded whether the proxy reads the requests themselves, as proxies do with plain HTTP: many connect nobody to port 80
record ConnectionRoute(Endpoint to, @Nullable Proxy proxy, boolean forwarded) {

    /// For HTTP.
    static ConnectionRoute http(Endpoint to, ProxyRules rules) {
        Proxy proxy = proxy(to, rules);
        return new ConnectionRoute(to, proxy, proxy != null && proxy.kind() == Proxy.Kind.HTTP && !to.tls());
    }

    /// For what a proxy must not read along, such as WebSockets.
    static ConnectionRoute through(Endpoint to, ProxyRules rules) {
        return new ConnectionRoute(to, proxy(to, rules), false);
    }

    private static @Nullable Proxy proxy(Endpoint to, ProxyRules rules) {
        return rules.to(to.tls(), to.host(), to.port()).orElse(null);
    }
}
