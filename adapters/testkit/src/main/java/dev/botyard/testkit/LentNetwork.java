package dev.botyard.testkit;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;

/// The network that the host lends to the adapter under test. Adapters that open their own sockets need none.
public interface LentNetwork {
    /// Lends nothing; says so when asked.
    LentNetwork NONE = new LentNetwork() {
    };

    default HttpClient http() {
        throw new UnsupportedOperationException("override network() in the contract test to lend HTTP");
    }

    default WebSocketClient webSockets() {
        throw new UnsupportedOperationException("override network() in the contract test to lend WebSockets");
    }

    default ServerRoutes routes(AccountId account) {
        throw new UnsupportedOperationException("override network() in the contract test to lend routes for " + account);
    }

    /// The attempt of the account has ended: close what it left open.
    default void release(@SuppressWarnings("unused") AccountId account) {}
}
