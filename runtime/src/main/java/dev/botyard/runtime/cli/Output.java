package dev.botyard.runtime.cli;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.infra.logging.VisibleText;
import dev.botyard.runtime.infra.qr.QrCode;
import dev.botyard.runtime.infra.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// Prints for people, in their language, and for programs. Names and texts come from the IM; none of them can begin a row or steer the terminal.
final class Output {
    private static final String WHITE_ON_BLACK = "\u001b[97;40m";
    private static final String RESET = "\u001b[0m";

    /// Columns whose codes are words of their own in another language.
    private static final Set<String> STATES = Set.of("state", "status");

    private final PrintWriter out;
    private final Words words;

    Output(CommandSpec spec) {
        this(spec.commandLine().getOut());
    }

    Output(PrintWriter out) {
        this(out, Words.current());
    }

    private Output(PrintWriter out, Words words) {
        this.out = out;
        this.words = words;
    }

    void line(String text) {
        out.println(VisibleText.lines(words.say(text)));
    }

    /// Prints what others wrote, as they wrote it: a log, a script, a person in a chat.
    Output verbatim() {
        return new Output(out, Words.ENGLISH);
    }

    void json(JsonNode node) {
        out.println(Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(node));
    }

    /// A QR code. On a terminal in white and black, because a code in the colours of the terminal may be a negative.
    void qr(QrCode code) {
        boolean colours = terminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        code.text().lines().forEach(line -> out.println(colours ? WHITE_ON_BLACK + line + RESET : line));
    }

    /// Whether a person reads what is printed, and no program.
    static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /// The members of an object, one a line.
    void facts(JsonNode object) {
        object.properties().forEach(member -> {
            String value = VisibleText.line(spoken(member.getValue()));
            if (!value.isEmpty()) {
                out.println(VisibleText.lines(Words.current().heading(member.getKey()) + ": " + value));
            }
        });
    }

    /// A table with these members of each object.
    void table(JsonNode rows, String... columns) {
        List<String[]> cells = new ArrayList<>();
        cells.add(Arrays.stream(columns).map(Words.current()::heading).toArray(String[]::new));
        for (JsonNode row : rows) {
            String[] line = new String[columns.length];
            for (int i = 0; i < columns.length; i++) {
                String cell = spoken(row.path(columns[i]));
                line[i] = VisibleText.line(STATES.contains(columns[i]) ? words.term(cell) : cell);
            }
            cells.add(line);
        }
        int[] widths = new int[columns.length];
        cells.forEach(line -> {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], width(line[i]));
            }
        });
        for (String[] line : cells) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                text.append(line[i]).repeat(' ', widths[i] - width(line[i]) + 2);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /// What a field says, `""` where it says no text.
    static String text(JsonNode object, String name) {
        return object.path(name).stringValue("");
    }

    private String spoken(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(this::spoken).collect(Collectors.joining(", "))
                : words.say(text(value));
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(Output::text).collect(Collectors.joining(", "));
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /// Columns on a terminal: Chinese, Japanese and Korean characters and emoji take two.
    private static int width(String text) {
        return text.codePoints().map(point -> switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> wide(point) ? 2 : 1;
        }).sum();
    }

    private static boolean wide(int point) {
        return point >= 0x1100 && point <= 0x115F || point >= 0x2E80 && point <= 0xA4CF || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF || point >= 0xFE30 && point <= 0xFE6F || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6 || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
