package dev.botyard.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// What is probably wrong in a text that is not YAML, and where.
///
/// The parser says which of its tokens it waits for, often lines behind the mistake, and quotes what it stumbled over, which may be a
/// secret. The place and the text around it say more to who wrote it; nothing of the text but single signs is passed on.
final class YamlFault {
    private final List<String> lines;
    private final String problem;
    private final String context;
    private final Place at;
    private final Place begun;

    /// Counted from 1; 0 for nowhere.
    private record Place(int line, int column) {
        static Place of(Optional<Mark> mark) {
            return mark.map(found -> new Place(found.getLine() + 1, found.getColumn() + 1)).orElse(new Place(0, 0));
        }
    }

    private record Diagnosis(Place place, String sentence) {}

    private YamlFault(String text, MarkedYamlEngineException broken) {
        this.lines = text.lines().toList();
        this.problem = String.valueOf(broken.getProblem());
        this.context = String.valueOf(broken.getContext());
        this.at = Place.of(broken.getProblemMark().or(broken::getContextMark));
        this.begun = Place.of(broken.getContextMark().or(broken::getProblemMark));
    }

    static ConfigProblem of(Path file, String text, YamlEngineException broken) {
        if (broken instanceof YamlBounds.Excess excess) {
            return new ConfigProblem(file, excess.line(), 0, "", excess.getMessage());
        }
        Diagnosis found = broken instanceof MarkedYamlEngineException marked
                ? new YamlFault(text, marked).found()
                : unmarked(text, broken);
        Place place = found.place();
        return new ConfigProblem(file, place.line(), place.column(), "",
                "this is not valid YAML" + (place.column() == 0 ? "" : ", column " + place.column()) + ": " + found.sentence()
                        + ".");
    }

    private Diagnosis found() {
        if (sign() == '\t') {
            return new Diagnosis(at, "the line is indented with a tab; YAML takes spaces only");
        }
        if (context.contains("quoted scalar")) {
            return problem.contains("end of stream")
                    ? new Diagnosis(begun, "the quote that opens here is never closed")
                    : new Diagnosis(at,
                            "in double quotes a '\\' begins an escape; write '\\\\' for the sign itself, or use single quotes");
        }
        if (context.contains("flow ")) {
            return new Diagnosis(begun,
                    "the '" + sign(begun) + "' that opens here is not closed, or a ',' is missing in it; a value that"
                            + " begins with it needs quotes");
        }
        if (context.contains("block scalar")) {
            return new Diagnosis(begun,
                    "after a '" + sign(begun) + "' the text begins in the next line; a value that begins with it needs quotes");
        }
        if (context.contains("simple key")) {
            return noColon(begun.line());
        }
        if (problem.contains("mapping values")) {
            return strayColon();
        }
        if (problem.contains("sequence entries")) {
            return new Diagnosis(at,
                    "a list begins in a line of its own below its key; a value that begins with '- ' needs quotes");
        }
        if (problem.contains("alias") || problem.contains("cannot start") || problem.contains("node content")) {
            return new Diagnosis(at, "a value that begins with '" + sign() + "' needs quotes");
        }
        if (problem.contains("another document")) {
            return new Diagnosis(at, "'---' begins a second document, and a file of settings has one; remove the line");
        }
        if (problem.contains("<scalar>")
                && row(at).substring(0, Math.min(row(at).length(), at.column() - 1)).matches(".*[\"'].*")) {
            return new Diagnosis(at,
                    "text follows a closing quote; put the whole value in quotes, and write '' for a ' inside of single ones");
        }
        if (problem.contains("<block end>") || problem.contains("<document start>")) {
            return keyless(above()).orElse(new Diagnosis(at,
                    "the line does not fit to those above; what belongs together begins in the same column, and a list has no keys beside it"));
        }
        return new Diagnosis(at,
                "something is missing here or too much; look at quotes, colons and the spaces at the beginning of this"
                        + " line and of the one above");
    }

    private Diagnosis noColon(int number) {
        boolean tight = row(new Place(number, 1)).matches("\\s*[^\\s:#'\"]+:\\S.*");
        return new Diagnosis(new Place(number, begun.column()),
                tight
                        ? "a space is missing after the ':'; write 'key: value'"
                        : "the key has no ':' after it; write 'key: value'");
    }

    /// A second colon in a line, or a key below something that has its value already.
    private Diagnosis strayColon() {
        String row = row(at);
        if (row.substring(0, Math.min(row.length(), at.column() - 1)).matches(".*\\S:\\s.*")) {
            return new Diagnosis(at, "the value holds a ':' with a space behind it; put the whole value in quotes");
        }
        int above = above();
        return keyless(above).orElseGet(
                () -> new Diagnosis(new Place(at.line(), indent(row) + 1), "the line is indented deeper than line " + above
                        + ", which has its value already; begin both in the same column"));
    }

    /// The line above the place that says something, 0 for none.
    private int above() {
        int above = at.line() - 1;
        while (above > 0 && row(new Place(above, 1)).matches("\\s*(#.*)?")) {
            above--;
        }
        return above;
    }

    /// A line without a key, where the mistake is rather than below it.
    private Optional<Diagnosis> keyless(int number) {
        String row = row(new Place(number, 1));
        return row.isEmpty() || row.matches("\\s*(- .*|.*\\S:(\\s.*)?)")
                ? Optional.empty()
                : Optional.of(new Diagnosis(new Place(number, indent(row) + 1), noColon(number).sentence()));
    }

    private static int indent(String row) {
        return row.length() - row.stripLeading().length();
    }

    private String row(Place place) {
        return place.line() >= 1 && place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    }

    private char sign() {
        return sign(at);
    }

    private char sign(Place place) {
        String row = row(place);
        return place.column() >= 1 && place.column() <= row.length() ? row.charAt(place.column() - 1) : ' ';
    }

    /// Where the parser names no place.
    private static Diagnosis unmarked(String text, YamlEngineException broken) {
        if (broken instanceof YamlVersionException) {
            return new Diagnosis(new Place(1, 1), "a file of settings needs no '%YAML' line; remove it");
        }
        for (int i = 0, line = 1, column = 1; i < text.length(); i++, column++) {
            char sign = text.charAt(i);
            if (sign == '\n') {
                line++;
                column = 0;
            } else if (Character.isISOControl(sign) && sign != '\t' && sign != '\r' || sign == '\uffff' || sign == '\ufffe') {
                return new Diagnosis(new Place(line, column),
                        "a sign that nobody sees stands here, U+%04X; remove it".formatted((int) sign));
            } else if (sign == '{' && text.startsWith("{{", i)) {
                return new Diagnosis(new Place(line, column), "a value that begins with '{' needs quotes");
            }
        }
        return new Diagnosis(new Place(0, 0), "a key is no plain text; a value that begins with '[', '{' or '?' needs quotes");
    }
}
