package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.infra.logging.LogLine;
import dev.botyard.runtime.infra.logging.LogRing;
import dev.botyard.runtime.infra.logging.Logging;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.ServerSentEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Predicate;

/// `GET /logs`, newest first, or with `follow` those that come, as events; `GET /logs/file`. Secrets were masked when the lines were written.
public final class LogLinesResource implements AdminApi.Resource {
    private final LogRing ring;
    private final ServerSentEvents stream;
    private final Path file;

    /// @param stream to whom lines are told, see [#tell]
    /// @param file   the log that is being written
    public LogLinesResource(LogRing ring, ServerSentEvents stream, Path file) {
        this.ring = ring;
        this.stream = stream;
        this.file = file;
    }

    /// Tells a line to those who follow the log; costs nothing while nobody does.
    public static void tell(ServerSentEvents stream, LogLine line) {
        if (stream.clients() > 0) {
            stream.publish("log", Long.toString(line.number()), Shown.text(line), line);
        }
    }

    @Override
    public void register(AdminApi api) {
        api.get("/logs", this::lines);
        api.get("/logs/file", _ -> download());
    }

    private HttpReply lines(HttpRequest request) {
        Predicate<LogLine> wanted = filter(request);
        if (request.query("follow").filter(value -> !value.equals("false")).isPresent()) {
            return HttpReply.events(stream, (_, line) -> wanted.test((LogLine) line));
        }
        return AdminApi.json(200, Map.of("lines", ring.newest(AdminApi.before(request), AdminApi.limit(request), wanted)));
    }

    private static Predicate<LogLine> filter(HttpRequest request) {
        String account = AdminApi.query(request, Argument.ACCOUNT);
        String plugin = AdminApi.query(request, "plugin");
        String text = AdminApi.query(request, "text");
        String level = AdminApi.query(request, "level");
        if (!level.isEmpty() && !Logging.LEVELS.contains(level)) {
            throw new HttpProblem(400, "invalid_request",
                    "level is '" + level + "'; it must be one of " + String.join(", ", Logging.LEVELS));
        }
        Instant since = since(AdminApi.query(request, "since"));
        return line -> (account.isEmpty() || line.names(account)) && (plugin.isEmpty() || line.names(plugin))
                && (text.isEmpty() || line.says(text)) && (level.isEmpty() || line.isAtLeast(level))
                && !line.time().isBefore(since);
    }

    private static Instant since(String text) {
        try {
            return text.isEmpty() ? Instant.MIN : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new HttpProblem(400, "invalid_request",
                    "since is '" + text + "'; it must be a time such as 2026-01-31T08:00:00Z");
        }
    }

    private HttpReply download() {
        if (!Files.isReadable(file)) {
            throw new HttpProblem(404, "not_found", "there is no log in " + file.getParent().getFileName());
        }
        return HttpReply.file("text/plain; charset=utf-8", file).with("Content-Disposition",
                "attachment; filename=\"" + file.getFileName() + "\"");
    }
}
