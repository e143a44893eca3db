package dev.botyard.runtime.infra.words;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sentence with numbered holes, such as `account {0} is not there`. Immutable.
final class Template {
    private static final String QUOTES = "'\"`";
    private static final Pattern HOLE = Pattern.compile("\\{(\\d{1,2})}");

    /// What stands before, between and behind the holes: one more than there are holes.
    private final List<String> literals = new ArrayList<>();
    private final List<Integer> holes = new ArrayList<>();
    private final int weight;

    private Template(String text) {
        Matcher hole = HOLE.matcher(text);
        int from = 0;
        while (hole.find()) {
            literals.add(text.substring(from, hole.start()));
            holes.add(Integer.parseInt(hole.group(1)));
            from = hole.end();
        }
        literals.add(text.substring(from));
        weight = literals.stream().mapToInt(String::length).sum();
    }

    static Template of(String text) {
        return new Template(text);
    }

    List<String> literals() {
        return literals;
    }

    List<Integer> holes() {
        return holes;
    }

    /// How many of its characters are its own.
    int weight() {
        return weight;
    }

    /// What stands in its holes, in the order of the text; null where the text is not of this template. Looks at each place once: between two
    /// holes the first fit is taken, which is a fit whenever there is any.
    List<String> match(String text) {
        String last = literals.getLast();
        int end = text.length() - last.length();
        if (weight > text.length() || !text.startsWith(literals.getFirst()) || !text.endsWith(last)) {
            return null;
        }
        if (holes.isEmpty()) {
            return text.length() == weight ? List.of() : null;
        }
        List<String> found = new ArrayList<>(holes.size());
        int from = literals.getFirst().length();
        for (int index = 1; index < holes.size(); index++) {
            String literal = literals.get(index);
            int at = text.indexOf(literal, from);
            if (at < 0 || at + literal.length() > end) {
                return null;
            }
            found.add(text.substring(from, at));
            from = at + literal.length();
        }
        found.add(text.substring(from, end));
        return found;
    }

    /// Whether what stands in a hole is what somebody wrote, in quotes.
    private boolean quotes(int place) {
        String before = place < 0 ? "" : literals.get(place);
        return !before.isEmpty() && QUOTES.indexOf(before.charAt(before.length() - 1)) >= 0
                && literals.get(place + 1).startsWith(before.substring(before.length() - 1));
    }

    /// The sentence with its holes filled.
    ///
    /// @param found  for the holes of `source`, in their order there
    /// @param spoken makes of it what is put in, unless it stands in quotes
    String fill(Template source, List<String> found, UnaryOperator<String> spoken) {
        StringBuilder text = new StringBuilder(literals.getFirst());
        for (int index = 0; index < holes.size(); index++) {
            int place = source.holes.indexOf(holes.get(index));
            String put = place < 0 ? "" : found.get(place);
            Join.append(text, source.quotes(place) ? put : spoken.apply(put));
            Join.append(text, literals.get(index + 1));
        }
        return text.toString();
    }
}
