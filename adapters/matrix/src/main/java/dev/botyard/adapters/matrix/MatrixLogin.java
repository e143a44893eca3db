package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.AccessToken;
import dev.botyard.adapters.common.AccessToken.Granted;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Where tokens come from: the settings, the store, the server's refresh, a login by password; each in the place of one that was refused. The
/// device stays the same, so that no login makes another one. Confined to one call at a time.
final class MatrixLogin implements AccessToken.Source {
    private static final String KEY = "login";
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private final MatrixConfig config;
    private final KeyValueStore store;
    private final Asking asking;
    private boolean given;
    private String loggedOut = "";

    /// @param asking calls the server without a token
    MatrixLogin(MatrixConfig config, KeyValueStore store, Asking asking) {
        this.config = config;
        this.store = store;
        this.asking = asking;
    }

    /// A POST without a token.
    interface Asking {
        JsonNode post(String path, String body) throws InterruptedException;
    }

    /// The server ended the login for good; a person has to begin another one.
    void ended(String reason) {
        loggedOut = reason;
        store.get(KEY).map(Json::parse).ifPresent(login -> keep("", Json.text(login, "device_id"), ""));
    }

    @Override
    public Granted fetch() throws InterruptedException {
        if (!loggedOut.isEmpty()) {
            throw new AdapterException(ErrorKind.AUTHENTICATION, loggedOut);
        }
        boolean first = !given;
        given = true;
        if (!config.accessToken().isEmpty()) {
            if (first) {
                return new Granted(config.accessToken(), FOR_EVER);
            }
            throw new AdapterException(ErrorKind.AUTHENTICATION,
                    "the server does not accept access_token any more; set a new one");
        }
        JsonNode login = Json.parse(store.get(KEY).orElse("{}"));
        if (first && !Json.text(login, "access_token").isEmpty()) {
            return new Granted(Json.text(login, "access_token"), FOR_EVER);
        }
        String refresh = Json.text(login, "refresh_token");
        if (!refresh.isEmpty()) {
            try {
                return kept(
                        asking.post("/_matrix/client/v3/refresh",
                                Json.object(out -> out.writeStringProperty("refresh_token", refresh))),
                        Json.text(login, "device_id"), refresh);
            } catch (AdapterException stale) {
                if (stale.kind() != ErrorKind.AUTHENTICATION) {
                    throw stale;
                }
            }
        }
        return kept(byPassword(Json.text(login, "device_id")), Json.text(login, "device_id"), "");
    }

    private JsonNode byPassword(String device) throws InterruptedException {
        try {
            return asking.post("/_matrix/client/v3/login", Json.object(out -> {
                out.writeStringProperty("type", "m.login.password");
                out.writeObjectPropertyStart("identifier").writeStringProperty("type", "m.id.user")
                        .writeStringProperty("user", config.user())
                        .writeEndObject();
                out.writeStringProperty("password", config.password());
                out.writeStringProperty("initial_device_display_name", config.deviceName());
                if (!device.isEmpty()) {
                    out.writeStringProperty("device_id", device);
                }
            }));
        } catch (AdapterException refused) {
            throw switch (refused.platformCode()) {
                case "M_FORBIDDEN" ->
                    new AdapterException(ErrorKind.AUTHENTICATION, "the server refuses user or password; correct them", refused)
                            .withPlatformCode("M_FORBIDDEN");
                case "M_UNKNOWN", "M_UNRECOGNIZED" -> new AdapterException(ErrorKind.CONFIGURATION,
                        "the server takes no login by password; set access_token", refused);
                default -> refused;
            };
        }
    }

    private Granted kept(JsonNode answer, String device, String refresh) {
        String fresh = Json.text(answer, "refresh_token");
        String named = Json.text(answer, "device_id");
        keep(Json.text(answer, "access_token"), named.isEmpty() ? device : named, fresh.isEmpty() ? refresh : fresh);
        long lifetime = Json.number(answer, "expires_in_ms");
        return new Granted(Json.text(answer, "access_token"), lifetime > 0 ? Duration.ofMillis(lifetime) : FOR_EVER);
    }

    private void keep(String token, String device, String refresh) {
        store.put(KEY, Json.object(out -> out.writeStringProperty("access_token", token).writeStringProperty("device_id", device)
                .writeStringProperty("refresh_token", refresh)));
    }
}
