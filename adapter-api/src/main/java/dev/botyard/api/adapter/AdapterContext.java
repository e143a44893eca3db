package dev.botyard.api.adapter;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.api.transport.ServerRoutes;
import dev.botyard.api.transport.WebSocketClient;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;

/// What the host lends to the adapter of one account. Thread-safe.
public interface AdapterContext {

    /// The account.
    AccountId account();

    /// The IM type of the account, such as `qq`.
    String imType();

    /// The account's settings, already checked against the descriptor's schema.
    AdapterConfig config();

    /// HTTP out.
    HttpClient http();

    /// WebSocket out.
    WebSocketClient webSockets();

    /// HTTP and WebSocket in.
    ServerRoutes routes();

    /// The clock to use for everything.
    Clock clock();

    /// A small store of this account that survives restarts: tokens, cursors.
    KeyValueStore storage();

    /// A folder of this account for larger data. It exists. Media of its chats belong into `media` below it: from there scripts may say them
    /// again; anything else in it is the host's own and never sent.
    Path folder();

    /// Where events go.
    EventSink events();

    /// What plugins answer to on this account's IM, for what the adapter shows to people.
    default Commands commands() {
        return Commands.NONE;
    }

    /// A logger that names the account. Values of secret settings are masked.
    Logger log();

    /// A command of the host as a person types it there, for hints: `accounts login ops` becomes `botyard accounts login ops`, with the path
    /// by which the launcher was started.
    default String command(String words) {
        return "botyard " + words;
    }
}
