package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.secret.AdminTokenFile;
import dev.botyard.runtime.config.HomeFolder;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Talks to a running host. Its address: `--url`, `BOTYARD_URL`, what the host of the home folder wrote down, else the default port.
///
/// The JDK's old client, because the new one prepares TLS before it is needed and that is most of what a short command does.
final class HostClient {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 11 * 60_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private HomeOption home;

    @Option(names = "--url", scope = ScopeType.INHERIT, paramLabel = "URL", description = "The running host; default: BOTYARD_URL, else the one of the home folder.")
    private String url;

    @Option(names = "--token", scope = ScopeType.INHERIT, paramLabel = "TOKEN", description = "The admin token; default: BOTYARD_ADMIN_TOKEN, else the home's data/admin.token.")
    private String token;

    static HostClient of(String url, Path home) {
        HostClient client = new HostClient();
        client.home = HomeOption.of(home);
        client.url = url;
        client.token = client.tokenFile(Map.of()).read();
        return client;
    }

    HomeFolder home() {
        return (home == null ? HomeOption.of(command) : home).folder();
    }

    /// Whether somebody said which host is meant, instead of the one of the home folder.
    private boolean isNamed() {
        return !named().isBlank();
    }

    /// The home whose files are changed instead, because no host runs there.
    ///
    /// @param missing thrown again where a host was named that does not answer: its files may be elsewhere
    HomeFolder homeInstead(HostMissing missing) {
        if (isNamed()) {
            throw missing;
        }
        return home();
    }

    private String named() {
        return url != null ? url : System.getenv().getOrDefault("BOTYARD_URL", "");
    }

    /// Where the host is thought to be.
    URI address() {
        if (isNamed()) {
            return checked(named().strip().replaceFirst("/+$", ""));
        }
        String written = written();
        return checked(written.isEmpty()
                ? "http://127.0.0.1:" + System.getenv().getOrDefault("BOTYARD_PORT", "8200")
                : written);
    }

    /// What the host of the home folder wrote down; `""` without one, or when it was killed while it wrote.
    private String written() {
        try {
            return Json.MAPPER.readTree(Files.readString(home().run().resolve("host.json"))).path("url").stringValue("");
        } catch (IOException | JacksonException e) {
            return "";
        }
    }

    private static URI checked(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && (text.startsWith("http://") || text.startsWith("https://"))) {
                return address;
            }
        } catch (URISyntaxException _) {
            // The sentence below is clearer than the parser's.
        }
        throw new CliProblem(2, "'" + text + "' is not the address of a host; expected something like http://127.0.0.1:8200.");
    }

    JsonNode get(String path) {
        return json(send("GET", path, null));
    }

    /// @param body a record or a map
    JsonNode post(String path, Object body) {
        return post(path, Shown.MAPPER.writeValueAsBytes(body));
    }

    JsonNode post(String path, byte[] body) {
        return json(send("POST", path, body));
    }

    /// @param type of the body
    JsonNode post(String path, byte[] body, String type) {
        return json(send("POST", path, body, type));
    }

    JsonNode put(String path, Object body) {
        return json(send("PUT", path, Shown.MAPPER.writeValueAsBytes(body)));
    }

    /// Puts into a body what was given on the command line.
    ///
    /// @param value null where it was not
    static void given(Map<String, Object> body, String key, Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    JsonNode delete(String path) {
        return json(send("DELETE", path, null));
    }

    byte[] bytes(String path) {
        return send("GET", path, null);
    }

    /// A path segment.
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] send(String method, String path, byte[] body) {
        return send(method, path, body, "application/json");
    }

    private byte[] send(String method, String path, byte[] body, String type) {
        URI address = address();
        try {
            HttpURLConnection connection = open(address, method, path);
            connection.setRequestProperty("Content-Type", type);
            if (body != null) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return checked(address, status, in == null ? new byte[0] : in.readAllBytes());
            } finally {
                connection.disconnect();
            }
        } catch (ConnectException | UnknownHostException e) {
            throw new HostMissing(
                    "No Botyard is running on " + address + ". Start one with " + Launcher.hint("run")
                            + ", or name it with --url.");
        } catch (SocketTimeoutException e) {
            throw new CliProblem("The host on " + address + " did not answer in time; look into the logs of its home folder.");
        } catch (IOException e) {
            throw new CliProblem("What runs on " + address + " did not answer like a Botyard: "
                    + (e.getMessage() == null ? e.toString() : e.getMessage()) + ".");
        }
    }

    private HttpURLConnection open(URI address, String method, String path) throws IOException {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(address + "/api/v1" + path).toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(ANSWER_MS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Authorization", "Bearer " + token());
            connection.setRequestProperty("Accept", "*/*");
            return connection;
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new CliProblem(2, "The token or the address " + address + " has characters that cannot be sent.");
        }
    }

    AdminTokenFile tokenFile(Map<String, String> environment) {
        return new AdminTokenFile(home().adminTokenFile(), environment);
    }

    private String token() {
        if (token != null) {
            return token;
        }
        try {
            AdminTokenFile file = tokenFile(System.getenv());
            return file.exists() ? file.read() : "";
        } catch (RuntimeException e) {
            throw new CliProblem(e.getMessage());
        }
    }

    private byte[] checked(URI address, int status, byte[] body) {
        if (status < 300) {
            return body;
        }
        if (status == 401) {
            Path file = home().adminTokenFile();
            throw new CliProblem("The host on " + address + " does not accept the token"
                    + (Files.exists(file) || token != null ? "" : ", and there is none in " + file)
                    + ". It stands in data/admin.token of that host's home folder; give --home, --token or BOTYARD_ADMIN_TOKEN.");
        }
        String message;
        try {
            message = Json.MAPPER.readTree(body).path("error").path("message").stringValue("");
        } catch (JacksonException e) {
            message = "";
        }
        throw new CliProblem(
                message.isEmpty()
                        ? "What runs on " + address + " is not a Botyard: it answered with HTTP " + status + "."
                        : message);
    }

    private JsonNode json(byte[] body) {
        try {
            return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new CliProblem("What runs on " + address() + " is not a Botyard: its answer is not JSON.");
        }
    }
}
