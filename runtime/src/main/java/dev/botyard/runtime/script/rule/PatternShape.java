package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is known about every text that a piece of a pattern matches, folded to lower case in ASCII. Immutable.
///
/// @param exact all the texts it can match, or null if they are too many to list
/// @param starts each match begins with one of these
/// @param required each match contains one of these; empty if nothing is known
/// @param anchored whether a match can only begin at the start of the message
record PatternShape(Set<String> exact, Set<String> starts, Set<String> required, boolean anchored) {
    private static final int MOST_TEXTS = 256;
    private static final int LONGEST_TEXT = 64;
    private static final Set<String> NOTHING = Set.of("");
    static final PatternShape EMPTY = exactly(NOTHING, false);
    static final PatternShape START = exactly(NOTHING, true);
    static final PatternShape ANYTHING = new PatternShape(null, NOTHING, Set.of(), false);

    static PatternShape exactly(Set<String> texts, boolean anchored) {
        return new PatternShape(texts, texts, texts.contains("") ? Set.of() : texts, anchored);
    }

    /// The length of the shortest text; 0 if there is none.
    static int shortest(Set<String> texts) {
        int shortest = Integer.MAX_VALUE;
        for (String text : texts) {
            shortest = Math.min(shortest, text.length());
        }
        return texts.isEmpty() ? 0 : shortest;
    }

    PatternShape optional(boolean atMostOnce) {
        if (!atMostOnce || exact == null) {
            return ANYTHING;
        }
        return exactly(union(exact, NOTHING), false);
    }

    PatternShape repeated() {
        return new PatternShape(null, starts, required, anchored);
    }

    static PatternShape anyOf(List<PatternShape> branches) {
        if (branches.size() == 1) {
            return branches.getFirst();
        }
        Set<String> exact = new HashSet<>();
        Set<String> starts = new HashSet<>();
        Set<String> required = new HashSet<>();
        boolean anchored = true;
        for (PatternShape branch : branches) {
            exact = exact == null || branch.exact == null ? null : union(exact, branch.exact);
            starts.addAll(branch.starts);
            required = required == null || branch.required.isEmpty() ? null : union(required, branch.required);
            anchored &= branch.anchored;
        }
        return new PatternShape(exact == null || exact.size() > MOST_TEXTS ? null : exact,
                starts.size() > MOST_TEXTS ? NOTHING : starts,
                required == null || required.size() > MOST_TEXTS ? Set.of() : required, anchored);
    }

    static PatternShape sequence(List<PatternShape> pieces) {
        if (pieces.size() == 1) {
            return pieces.getFirst();
        }
        Set<String> run = NOTHING;
        Set<String> starts = null;
        Set<String> required = Set.of();
        boolean allExact = true;
        for (PatternShape piece : pieces) {
            Set<String> longer = piece.exact == null ? null : product(run, piece.exact);
            if (longer != null) {
                run = longer;
                continue;
            }
            Set<String> started = product(run, piece.starts);
            Set<String> reached = started == null ? run : started;
            starts = starts == null ? reached : starts;
            required = better(better(required, reached), piece.required);
            allExact = false;
            run = NOTHING;
        }
        boolean anchored = pieces.stream().takeWhile(piece -> piece.anchored || NOTHING.equals(piece.exact))
                .anyMatch(PatternShape::anchored)
                || (!pieces.isEmpty() && pieces.getFirst().anchored);
        if (allExact) {
            return exactly(run, anchored);
        }
        return new PatternShape(null, starts, better(required, run), anchored);
    }

    /// Longer texts are rarer in messages; among equals fewer texts are.
    private static Set<String> better(Set<String> one, Set<String> other) {
        int lengthOfOne = shortest(one);
        int lengthOfOther = shortest(other);
        if (lengthOfOne == lengthOfOther) {
            return other.size() < one.size() ? other : one;
        }
        return lengthOfOther > lengthOfOne ? other : one;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /// Every text of the first set followed by every text of the second, or null if that is too much.
    private static Set<String> product(Set<String> heads, Set<String> tails) {
        if (heads.size() * tails.size() > MOST_TEXTS || longest(heads) + longest(tails) > LONGEST_TEXT) {
            return null;
        }
        Set<String> product = new HashSet<>();
        List<String> ends = new ArrayList<>(tails);
        for (String head : heads) {
            for (String tail : ends) {
                product.add(head + tail);
            }
        }
        return product;
    }

    private static int longest(Set<String> texts) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return longest;
    }
}
