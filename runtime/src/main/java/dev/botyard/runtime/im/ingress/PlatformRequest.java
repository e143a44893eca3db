package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.RouteRequest;
import dev.botyard.runtime.net.http.HttpRequest;
import java.util.Optional;

/// A request as adapters see it.
record PlatformRequest(HttpRequest request, Optional<String> accountInPath, boolean operator) implements RouteRequest {

    /// The same with its body.
    PlatformRequest with(HttpRequest whole) {
        return new PlatformRequest(whole, accountInPath, operator);
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public Optional<String> header(String name) {
        return request.header(name);
    }

    @Override
    public Optional<String> query(String name) {
        return request.query(name);
    }

    @Override
    public byte[] body() {
        return request.body();
    }

    @Override
    public String remoteAddress() {
        return request.remoteAddress();
    }

    @Override
    public String toString() {
        return method() + " " + path();
    }
}
