package dev.botyard.adapters.onebot11;

import dev.botyard.api.transport.RouteRequest;
import dev.botyard.testkit.onebot.WireMessage;
import java.util.Optional;

/// A request as the host shows it to an adapter.
record TestRequest(WireMessage message) implements RouteRequest {
    @Override
    public String method() {
        return message.method();
    }

    @Override
    public String path() {
        return message.path();
    }

    @Override
    public Optional<String> accountInPath() {
        return path().endsWith("/receive") ? Optional.empty() : Optional.of(path().substring(path().lastIndexOf('/') + 1));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.of(message.header(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.of(message.query(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public byte[] body() {
        return message.body();
    }

    @Override
    public boolean operator() {
        return false;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }
}
