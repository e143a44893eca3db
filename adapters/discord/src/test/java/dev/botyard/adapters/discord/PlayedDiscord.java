package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The fake, an account that is logged in there, and what people do.
final class PlayedDiscord implements AutoCloseable {
    static final String TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.token.secret";

    final DiscordServer server = new DiscordServer();
    final DiscordBot bot = server.bot(TOKEN);

    /// An account of the bot that runs nowhere yet.
    HarnessBuilder account() {
        return AdapterHarness.of(new DiscordAdapterFactory()).with("token", TOKEN).with("api_url", server.api().toString())
                .with("cdn_url", "https://cdn.invalid");
    }

    /// Ann says something in the channel, with further properties of the message.
    ///
    /// @return its id
    String says(String text, Map<String, ?> more) {
        String id = server.nextId();
        Map<String, Object> message = new LinkedHashMap<>(DiscordObjects.message(id, DiscordServer.CHANNEL, DiscordServer.GUILD,
                DiscordObjects.person(DiscordServer.ANN, "Ann"), text));
        message.putAll(more);
        server.rest.keep(message);
        server.dispatch("MESSAGE_CREATE", message);
        return id;
    }

    String says(String text) {
        return says(text, Map.of());
    }

    /// The payload of the last message that was sent.
    JsonNode sent() {
        return server.rest.sent.getLast().payload();
    }

    String sentText() {
        return Json.text(sent(), "content");
    }

    @Override
    public void close() {
        server.close();
    }
}
