package dev.botyard.api.transport;

import java.net.URI;

/// The host's own port, where platforms connect to: `/api/{imType}/receive` and `/api/{imType}/receive/{account_id}`, for HTTP requests
/// and WebSocket upgrades. The host finds the account by asking each waiting [Admission]; a path with an account id asks that account alone.
public interface ServerRoutes {

    /// Waits for WebSocket connections of this account until the listener is closed.
    WebSocketListener webSockets(Admission admission);

    /// Like [#webSockets(Admission)], but whether a connection is alive is asked of the platform behind it: the library of one that hangs
    /// still answers pings.
    default WebSocketListener probedWebSockets(Admission admission, @SuppressWarnings("unused") Probe probe) {
        return webSockets(admission);
    }

    /// Serves any number of WebSocket connections at once until the registration is closed; for browsers and other clients, where one
    /// connection does not replace another. Closing the registration closes the connections with 1001 and interrupts their handlers.
    Registration webSockets(Admission admission, WebSocketHandler handler);

    /// Like [#webSockets(Admission, WebSocketHandler)] for connections that belong to no single account, such as those of a page that shows
    /// several: what one handler took stays when this account ends, and is closed with 1012 when the last account that offers the same handler
    /// has ended. The handler runs beyond the account's end and must not use what the account was lent.
    default Registration sharedWebSockets(Admission admission, WebSocketHandler handler) {
        return webSockets(admission, handler);
    }

    /// Answers HTTP requests of this account until the registration is closed.
    Registration http(Admission admission, RouteHandler handler);

    /// Serves pages for people under `/{name}` and everything below it, such as `/chat`. The handler sees every method and path there
    /// and checks [RouteRequest#operator] itself. Accounts of one adapter may mount the same name: the first that is running answers.
    ///
    /// @throws IllegalArgumentException when the name is reserved by the host or taken by another adapter
    Registration mount(String name, RouteHandler handler);

    /// The address of this account's own path with scheme `http`, for messages to operators.
    URI address();

    /// Ends with `close`.
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /// Gives the connections of one account, one after the other.
    ///
    /// A second connection while one is live makes the host probe the first, with a ping or as the adapter does it. If that answers, the
    /// second is refused with 409; if not, the first is closed and the second handed out.
    interface WebSocketListener extends Registration {

        /// Waits for the next connection.
        WebSocket accept() throws InterruptedException;
    }

    /// Asks the platform behind a connection whether it is still there.
    @FunctionalInterface
    interface Probe {
        /// Called on the thread of the connection that wants to take over; an answer within a few seconds or none.
        ///
        /// @throws dev.botyard.api.error.AdapterException when it does not answer, just as false
        boolean answers(WebSocket live) throws InterruptedException;
    }

    /// Answers one request on a virtual thread. What it throws becomes a 500 without details.
    @FunctionalInterface
    interface RouteHandler {
        /// Answers `request`.
        RouteAnswer handle(RouteRequest request) throws InterruptedException;
    }

    /// Lives with one connection on a virtual thread of its own. The connection is closed when the method returns or throws; what it
    /// throws because the connection ended is no error.
    @FunctionalInterface
    interface WebSocketHandler {
        /// Serves the connection that `request` opened, until it ends.
        void handle(RouteRequest request, WebSocket socket) throws InterruptedException;
    }
}
