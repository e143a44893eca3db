package dev.botyard.runtime.infra.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.botyard.runtime.infra.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A line of the log as one object of JSON, for programs that collect logs.
public final class JsonLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(Logging.TIME);
    /// Whom a sentence of the host is about stands where the sentence says so, and never in what strangers wrote.
    private static final Pattern PLACE = Pattern.compile("\\{}");
    private static final Map<String, Pattern> SUBJECTS = new TreeMap<>(Map.of("account", Pattern.compile("\\baccount \\{}"),
            "plugin", Pattern.compile("\\bplugin \\{}|^run \\{} of \\{}")));

    private JsonLine() {}

    /// Without a line feed at its end.
    static String of(ILoggingEvent event) {
        LogLine line = LogLine.whole(event);
        ObjectNode json = Json.MAPPER.createObjectNode().put("time", line.time().toString()).put("level", line.level())
                .put("logger", line.logger()).put("message", line.message()).put("thread", line.thread());
        SUBJECTS.forEach((field, pattern) -> subject(event, pattern).ifPresent(name -> json.put(field, name)));
        if (!line.trace().isEmpty()) {
            json.put("error", line.trace().lines().findFirst().orElse("")).put("stack", line.trace());
        }
        return Json.MAPPER.writeValueAsString(json);
    }

    private static Optional<String> subject(ILoggingEvent event, Pattern pattern) {
        Object[] arguments = event.getArgumentArray();
        String sentence = event.getMessage();
        if (arguments == null || sentence == null) {
            return Optional.empty();
        }
        Matcher found = pattern.matcher(sentence);
        if (!found.find()) {
            return Optional.empty();
        }
        int number = (int) PLACE.matcher(sentence.substring(0, found.end())).results().count() - 1;
        return number < arguments.length ? Optional.of(VisibleText.line(String.valueOf(arguments[number]))) : Optional.empty();
    }

    /// A line of the file for people, in whichever form it was written.
    public static String readable(String line) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            JsonNode json = Json.MAPPER.readTree(line);
            String time = TIME.format(Instant.parse(json.path("time").stringValue("")).atZone(ZoneId.systemDefault()));
            String stack = json.path("stack").stringValue("").stripTrailing();
            return String.format(Locale.ROOT, "%s %-5s [%s] %s %s%s", time,
                    json.path("level").stringValue("").toUpperCase(Locale.ROOT), json.path("thread").stringValue(""),
                    json.path("logger").stringValue(""), json.path("message").stringValue(""),
                    stack.isEmpty() ? "" : "\n" + stack);
        } catch (JacksonException | DateTimeException ofAnotherKind) {
            return line;
        }
    }
}
