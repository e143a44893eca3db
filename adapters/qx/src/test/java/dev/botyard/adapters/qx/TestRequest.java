package dev.botyard.adapters.qx;

import com.sun.net.httpserver.HttpExchange;
import dev.botyard.api.transport.RouteRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// A request as the host shows it to an adapter.
record TestRequest(String method, URI uri, byte[] body, String remoteAddress) implements RouteRequest {

    static TestRequest of(HttpExchange exchange) throws IOException {
        return new TestRequest(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestBody().readAllBytes(),
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    /// Whoever decides on admission sees no body.
    TestRequest withoutBody() {
        return new TestRequest(method, uri, new byte[0], remoteAddress);
    }

    @Override
    public String path() {
        return uri.getPath();
    }

    @Override
    public Optional<String> accountInPath() {
        return path().endsWith("/receive") ? Optional.empty() : Optional.of(path().substring(path().lastIndexOf('/') + 1));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> query(String name) {
        return uri.getRawQuery() == null
                ? Optional.empty()
                : Stream.of(uri.getRawQuery().split("&")).filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8)).findFirst();
    }

    @Override
    public boolean operator() {
        return false;
    }
}
