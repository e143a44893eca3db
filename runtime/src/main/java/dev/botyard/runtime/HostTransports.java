package dev.botyard.runtime;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.lending.Transport;
import dev.botyard.runtime.media.RemoteFetch;
import java.net.URI;
import java.nio.file.Path;

/// The client side of the network: what accounts are lent, and fetching media.
final class HostTransports implements RemoteFetch, AutoCloseable {

    HostTransports(HostConfiguration configuration) {
        configuration.settings();
    }

    Transport lend() {
        return new Transport() {
            @Override
            public HttpClient http() {
                return call -> {
                    throw new AdapterException(ErrorKind.UNSUPPORTED, "not here yet");
                };
            }

            @Override
            public WebSocketClient webSockets() {
                return (uri, headers, timeout) -> {
                    throw new AdapterException(ErrorKind.UNSUPPORTED, "not here yet");
                };
            }

            @Override
            public void closeOpen() {
                // Nothing is open.
            }
        };
    }

    @Override
    public Fetched fetch(URI uri, Path folder) {
        throw new AdapterException(ErrorKind.UNSUPPORTED, "not here yet");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
