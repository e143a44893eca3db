package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.WebSocketHandler;
import dev.botyard.api.transport.WebSocket;
import dev.botyard.runtime.net.http.SocketHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Connections that belong to no single account: those that one handler of several accounts took stay while any of these accounts offers
/// it. Thread-safe.
final class SharedSockets {
    private static final int RESTART = 1012;

    private final Map<WebSocketHandler, Offer> offers = new HashMap<>();

    /// @param sockets those that live
    private static final class Offer {
        private final Set<WebSocket> sockets = new HashSet<>();
        private int accounts;
    }

    /// One more account offers the handler.
    synchronized void offer(WebSocketHandler handler) {
        offers.computeIfAbsent(handler, _ -> new Offer()).accounts++;
    }

    /// An account offers the handler no more.
    void withdraw(WebSocketHandler handler) {
        Set<WebSocket> left;
        synchronized (this) {
            Offer offer = offers.get(handler);
            if (offer == null || --offer.accounts > 0) {
                return;
            }
            offers.remove(handler);
            left = Set.copyOf(offer.sockets);
        }
        left.forEach(SharedSockets::close);
    }

    /// Lives with a connection that came for an account which offers the handler.
    SocketHandler handler(WebSocketHandler handler, RouteRequest request) {
        return socket -> {
            if (!enter(handler, socket)) {
                close(socket);
                return;
            }
            try {
                handler.handle(request, socket);
            } finally {
                leave(handler, socket);
            }
        };
    }

    /// @return false when the last account went away meanwhile
    private synchronized boolean enter(WebSocketHandler handler, WebSocket socket) {
        Offer offer = offers.get(handler);
        return offer != null && offer.sockets.add(socket);
    }

    private synchronized void leave(WebSocketHandler handler, WebSocket socket) {
        Offer offer = offers.get(handler);
        if (offer != null) {
            offer.sockets.remove(socket);
        }
    }

    private static void close(WebSocket socket) {
        socket.close(RESTART, "the last account is stopping; connect again");
    }
}
