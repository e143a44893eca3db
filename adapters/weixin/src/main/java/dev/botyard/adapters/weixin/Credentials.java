package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.KeyValueStore;
import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What a login gave.
///
/// @param baseUrl the address that the platform wants this account to use
/// @param botId   the account's own id, `…@im.bot`
/// @param ownerId who scanned the code, `…@im.wechat`
record Credentials(String token, URI baseUrl, String botId, String ownerId) {
    private static final String KEY = "login";

    /// The last login, if there was one.
    static Optional<Credentials> read(KeyValueStore store) {
        return store.get(KEY).flatMap(Credentials::parse);
    }

    private static Optional<Credentials> parse(String json) {
        try {
            JsonNode stored = Json.parse(json);
            return Optional.of(new Credentials(Json.text(stored, "token"), URI.create(Json.text(stored, "base_url")),
                    Json.text(stored, "bot_id"), Json.text(stored, "owner_id"))).filter(login -> !login.token.isEmpty());
        } catch (JacksonException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /// Keeps this login. Another bot's cursor and reply windows are worth nothing to this one.
    void write(KeyValueStore store) {
        if (read(store).filter(before -> before.botId.equals(botId)).isEmpty()) {
            store.remove(Cursor.KEY);
            ReplyWindows.forgetAll(store);
        }
        Inbox.giveUpWhatCannotBeRead(store);
        store.put(KEY, Json.object(out -> {
            out.writeStringProperty("token", token);
            out.writeStringProperty("base_url", baseUrl.toString());
            out.writeStringProperty("bot_id", botId);
            out.writeStringProperty("owner_id", ownerId);
        }));
    }

    AccountProfile profile() {
        return AccountProfile.of(botId).detail(ownerId.isEmpty() ? "" : "bot of " + ownerId);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Credentials[" + botId + "]";
    }
}
