package dev.botyard.runtime.im.gate;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Commands;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import dev.botyard.runtime.im.account.AccountSpec;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The context of one account.
record LentContext(AccountSpec spec, HttpClient http, WebSocketClient webSockets, ServerRoutes routes, Clock clock,
        KeyValueStore storage,
        Path dataFolder, EventSink events, Commands commands) implements AdapterContext {

    @Override
    public AccountId account() {
        return spec.id();
    }

    @Override
    public String imType() {
        return spec.im();
    }

    @Override
    public AdapterConfig config() {
        return spec.config();
    }

    @Override
    public Path folder() {
        try {
            return Files.createDirectories(dataFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + dataFolder + " of account " + spec.id() + " cannot be made", e);
        }
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("account." + spec.id());
    }

    @Override
    public String command(String words) {
        return Launcher.command() + " " + words;
    }

    @Override
    public String toString() {
        return "AdapterContext[" + spec.id() + "]";
    }
}
