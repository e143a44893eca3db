package dev.botyard.runtime.infra.words;

import java.util.Optional;

/// Says one text in another language: as a whole, else the parts that the catalogue knows. Bounded in depth, length and number of look-ups,
/// because parts of a text may come from people.
final class Recognition {
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 8;
    private static final int MOST_LOOKUPS = 200;
    private static final int MOST_PLACES = 6;
    /// What stands between the parts of a text, the loosest first.
    private static final String[] SEPARATORS = {". ", "; ", ": "};
    private static final String BEHIND = "; ";

    private final Catalogue catalogue;
    private int lookups;

    Recognition(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String say(String text) {
        return say(text, 0);
    }

    private String say(String text, int depth) {
        String stripped = text.strip();
        if (stripped.length() < 2 || stripped.length() > LONGEST || depth > DEEPEST) {
            return text;
        }
        Optional<String> whole = advised(stripped, depth).or(() -> whole(stripped, depth));
        if (whole.isPresent()) {
            return around(text, stripped, whole.get());
        }
        String parts = stripped.indexOf('\n') < 0 ? parts(stripped, depth) : lines(stripped, depth);
        return parts.equals(stripped) ? text : around(text, stripped, parts);
    }

    /// What is put behind any words together with what parts them, such as `; try again later`: looked for before all sentences with holes,
    /// which would take it for a part of theirs.
    private Optional<String> advised(String text, int depth) {
        int at = catalogue.plain(text).isPresent() ? -1 : text.indexOf(BEHIND, 1);
        for (int place = 0; at > 0 && place < MOST_PLACES
                && ++lookups <= MOST_LOOKUPS; place++, at = text.indexOf(BEHIND, at + 1)) {
            String end = text.substring(at);
            Optional<String> tail = catalogue.plain(end)
                    .or(() -> catalogue.match(end).filter(match -> match.source().literals().getFirst().startsWith(BEHIND))
                            .map(match -> filled(match, depth)));
            if (tail.isPresent()) {
                return Optional.of(joined(say(text.substring(0, at), depth + 1), "", tail.get()));
            }
        }
        return Optional.empty();
    }

    /// With the spaces that the text had.
    private static String around(String text, String stripped, String spoken) {
        int at = text.indexOf(stripped);
        return text.substring(0, at) + spoken + text.substring(at + stripped.length());
    }

    private String lines(String text, int depth) {
        StringBuilder spoken = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            spoken.append(spoken.isEmpty() ? "" : "\n").append(say(line, depth + 1));
        }
        return spoken.toString();
    }

    /// Whether or not it ends with a full stop, and with a capital or a small letter first: some of the host's words are said both ways.
    private Optional<String> whole(String text, int depth) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<String> found = exactly(text, depth);
        if (text.endsWith(".") && !text.endsWith("..") && found.filter(spoken -> !spoken.endsWith(".")).isEmpty()) {
            String open = text.substring(0, text.length() - 1);
            Optional<String> closed = capital(open, depth).map(spoken -> spoken + catalogue.plain(".").orElse("."));
            found = closed.isPresent() ? closed : found;
        }
        if (found.isEmpty()) {
            found = capital(text, depth);
        }
        // A sentence whose first hole is empty begins with what stood behind it.
        return found.isEmpty() ? exactly(" " + text, depth) : found;
    }

    private Optional<String> capital(String text, int depth) {
        Optional<String> found = exactly(text, depth);
        char first = text.charAt(0);
        char other = Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
        return found.isEmpty() && other != first ? exactly(other + text.substring(1), depth) : found;
    }

    private Optional<String> exactly(String text, int depth) {
        // A word alone is a name, unless it stands in a sentence of the host.
        if (text.isEmpty() || depth == 0 && text.indexOf(' ') < 0 || ++lookups > MOST_LOOKUPS) {
            return Optional.empty();
        }
        return catalogue.plain(text).or(() -> catalogue.match(text).map(match -> filled(match, depth)));
    }

    private String filled(Catalogue.Match match, int depth) {
        return match.target().fill(match.source(), match.found(), hole -> say(hole, depth + 1));
    }

    private String parts(String text, int depth) {
        for (String separator : SEPARATORS) {
            int at = text.indexOf(separator);
            for (int place = 0; at >= 0 && place < MOST_PLACES; place++, at = text.indexOf(separator, at + 1)) {
                Split split = Split.of(text, at, separator);
                Optional<String> first = whole(split.before, depth);
                if (first.isPresent()) {
                    return joined(first.get(), split.stop ? " " : catalogue.plain(separator).orElse(separator),
                            say(split.after, depth + 1));
                }
            }
        }
        return behind(text, depth);
    }

    /// Where no part is known that the text begins with, a later one may be.
    private String behind(String text, int depth) {
        for (String separator : SEPARATORS) {
            int at = text.indexOf(separator);
            if (at >= 0) {
                Split split = Split.of(text, at, separator);
                String after = say(split.after, depth + 1);
                if (!after.equals(split.after)) {
                    return joined(say(split.before, depth + 1), split.stop ? " " : separator, after);
                }
            }
        }
        return text;
    }

    /// @param stop whether a sentence ends there, and keeps its full stop
    private record Split(String before, String after, boolean stop) {
        static Split of(String text, int at, String separator) {
            boolean stop = separator.startsWith(".");
            return new Split(text.substring(0, stop ? at + 1 : at), text.substring(at + separator.length()), stop);
        }
    }

    private static String joined(String before, String between, String after) {
        StringBuilder text = new StringBuilder(before);
        Join.append(text, between);
        Join.append(text, after);
        return text.toString();
    }
}
