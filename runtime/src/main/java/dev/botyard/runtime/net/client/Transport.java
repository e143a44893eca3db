package dev.botyard.runtime.net.client;

import dev.botyard.runtime.infra.proxy.ProxyRules;
import dev.botyard.runtime.net.netty.EventLoops;
import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;

/// The outgoing network of the host. Thread-safe.
public final class Transport implements AutoCloseable {
    private final Dialer dialer;
    private final WebSocketLimits limits;
    private final Set<ConnectionScope> scopes = ConcurrentHashMap.newKeySet();
    private final Set<Downloads> downloads = ConcurrentHashMap.newKeySet();

    /// With the JDK's trusted certificates and default limits.
    public Transport(EventLoops loops) {
        this(loops, WebSocketLimits.DEFAULT, null);
    }

    /// @param trust whom to trust instead of those the JDK trusts; null for the JDK's
    public Transport(EventLoops loops, WebSocketLimits limits, TrustManager trust) {
        this.limits = limits;
        dialer = new Dialer(loops, trust);
    }

    /// A new owner's share, without a proxy; the owner closes it.
    public ConnectionScope scope() {
        return scope(() -> ProxyRules.DIRECT);
    }

    /// The same behind proxies.
    ///
    /// @param proxies asked for each new connection, so that a change counts for the next one
    public ConnectionScope scope(Supplier<ProxyRules> proxies) {
        ConnectionScope[] made = new ConnectionScope[1];
        made[0] = new ConnectionScope(dialer, limits, proxies, () -> scopes.remove(made[0]));
        scopes.add(made[0]);
        return made[0];
    }

    /// Downloads that ask this guard.
    ///
    /// @param proxies asked for each new connection
    public Downloads downloads(AddressGuard guard, Supplier<ProxyRules> proxies) {
        Downloads made = new Downloads(new HttpPool(dialer, guard, proxies), dialer.handedOn(guard));
        downloads.add(made);
        return made;
    }

    /// Ends every scope.
    @Override
    public void close() {
        scopes.forEach(ConnectionScope::close);
        downloads.forEach(Downloads::close);
        dialer.close();
    }
}
