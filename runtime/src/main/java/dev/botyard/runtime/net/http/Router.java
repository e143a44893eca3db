package dev.botyard.runtime.net.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Which handler answers what. Routes come and go at run time; a request sees one immutable table. Thread-safe.
public final class Router {
    private volatile RouteTable table = new RouteTable(List.of());

    /// Adds a route until the registration is closed. Requests that already found it are finished.
    ///
    /// @throws IllegalArgumentException when another route answers the same requests; the message names it
    public synchronized Registration add(Route route) {
        Optional<Route> conflict = table.conflict(route);
        if (conflict.isPresent()) {
            throw new IllegalArgumentException("route " + route + " is already taken by " + conflict.get());
        }
        List<Route> routes = new ArrayList<>(table.routes());
        routes.add(route);
        table = new RouteTable(routes);
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            if (removed.compareAndSet(false, true)) {
                remove(route);
            }
        };
    }

    private synchronized void remove(Route route) {
        List<Route> routes = new ArrayList<>(table.routes());
        routes.removeIf(other -> other == route);
        table = new RouteTable(routes);
    }

    /// What is answered now, as `GET /healthz`; `ANY` for every method.
    public List<String> routes() {
        return table.routes().stream().map(Route::toString).toList();
    }

    RouteTable.Match find(String method, List<String> path) {
        return table.find(method, path);
    }

    /// A route that can be taken away again.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /// Idempotent.
        @Override
        void close();
    }
}
