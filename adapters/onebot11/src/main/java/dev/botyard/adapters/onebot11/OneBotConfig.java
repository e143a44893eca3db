package dev.botyard.adapters.onebot11;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The settings of one account, checked together.
record OneBotConfig(Mode mode, String selfId, String accessToken, Optional<URI> url, String secret, Duration heartbeatTimeout,
        Strategy media, long base64Limit, Duration urlLifetime, boolean expandQuotes) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.choice("mode", "How the two sides connect", "reverse-ws", "forward-ws", "http")
                    .describedAs(
                            "reverse-ws: the OneBot implementation connects to the host; forward-ws and http: the host connects to it"),
            ConfigField.text("self_id", "The account's own QQ number").identity()
                    .describedAs(
                            "tells accounts on one port apart; needed unless the implementation uses this account's own path"),
            ConfigField.secret("access_token", "Access token")
                    .describedAs("the same as in the OneBot implementation; strongly advised")
                    .generatedWhile("mode", List.of("reverse-ws", "http"),
                            "the access token of the connection in the OneBot implementation"),
            ConfigField.address("url", "Address of the OneBot implementation", "ws", "wss", "http", "https")
                    .describedAs("forward-ws: ws://host:3001, http: http://host:3000"),
            ConfigField.secret("secret", "Signing secret").describedAs("http: events must carry X-Signature made with it"),
            ConfigField.duration("heartbeat_timeout", "Silence that counts as a lost connection", "90s")
                    .describedAs("0s never; a quiet peer is asked for its status in time"),
            ConfigField.choice("media", "How media travel to the implementation", "auto", "path", "url", "base64",
                    "stream")
                    .describedAs(
                            "path: it sees the host's disk; url: it can reach the host over HTTP; stream: uploaded in pieces, NapCat"),
            ConfigField.integer("media_base64_limit", "Largest medium inside a message, in bytes").defaultsTo("20971520"),
            ConfigField.duration("media_url_lifetime", "How long a medium can be fetched from the host", "10m"),
            ConfigField.flag("expand_quotes", "Ask for quoted and forwarded messages")
                    .describedAs("costs one call for each incoming message that quotes or forwards"));

    private static final Set<String> WEB_SOCKET = Set.of("ws", "wss");
    private static final Set<String> HTTP = Set.of("http", "https");

    /// How the two sides connect.
    enum Mode {
        REVERSE_WS, FORWARD_WS, HTTP
    }

    /// How media travel.
    enum Strategy {
        AUTO, PATH, URL, BASE64, STREAM
    }

    /// @throws AdapterException `CONFIGURATION` with everything that does not go together
    static OneBotConfig of(AdapterConfig config) {
        OneBotConfig made = new OneBotConfig(Mode.valueOf(constant(config.text("mode"))), config.text("self_id").trim(),
                config.text("access_token"), config.address("url"), config.text("secret"), config.duration("heartbeat_timeout"),
                Strategy.valueOf(constant(config.text("media"))), config.integer("media_base64_limit"),
                config.duration("media_url_lifetime"), config.flag("expand_quotes"));
        List<String> problems = made.problems();
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return made;
    }

    private static String constant(String value) {
        return value.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        String scheme = url.map(URI::getScheme).orElse("");
        if (mode == Mode.FORWARD_WS && !WEB_SOCKET.contains(scheme)) {
            problems.add(
                    "config.url: mode forward-ws needs the address of the OneBot implementation, such as ws://127.0.0.1:3001");
        }
        if (mode == Mode.HTTP && !HTTP.contains(scheme)) {
            problems.add("config.url: mode http needs the address of the OneBot implementation, such as http://127.0.0.1:3000");
        }
        if (mode == Mode.REVERSE_WS && url.isPresent()) {
            problems.add("config.url: mode reverse-ws has no url; the OneBot implementation connects to the host");
        }
        if (base64Limit < 0) {
            problems.add("config.media_base64_limit: must not be negative");
        }
        return problems;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "OneBotConfig[" + mode + ", selfId=" + selfId + "]";
    }
}
