package dev.botyard.runtime.script.rule;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A pattern together with texts that it matches, grown side by side: random texts would hardly ever be matched.
record Grown(String regex, List<String> texts) {
    private static final int MOST_TEXTS = 24;

    /// Patterns of the common syntax.
    static Arbitrary<Grown> patterns() {
        return grown(4);
    }

    private static Arbitrary<Grown> grown(int depth) {
        if (depth == 0) {
            return atoms();
        }
        Arbitrary<Grown> smaller = grown(depth - 1);
        return Arbitraries.oneOf(atoms(), Combinators.combine(smaller, smaller).as(Grown::then),
                Combinators.combine(smaller, smaller).as(Grown::or), smaller.map(one -> one.counted("?", 0, 1)),
                smaller.map(one -> one.counted("*", 0, 2)), smaller.map(one -> one.counted("+", 1, 3)),
                smaller.map(one -> one.counted("{2}", 2, 2)), smaller.map(one -> one.counted("{0,2}", 0, 2)),
                smaller.map(one -> one.counted("{1,}?", 1, 2)), smaller.map(Grown::captured), smaller.map(Grown::ignoringCase),
                smaller.map(one -> new Grown("^" + one.regex, one.texts)),
                smaller.map(one -> new Grown(one.regex + "$", one.texts)),
                smaller.map(one -> new Grown("(?=" + one.regex + ")" + one.regex, one.texts)));
    }

    private static Arbitrary<Grown> atoms() {
        return Arbitraries.of(new Grown("a", List.of("a")), new Grown("Bc", List.of("Bc")), new Grown("签", List.of("签")),
                new Grown("😀", List.of("😀")), new Grown(" ", List.of(" ")), new Grown("\\.", List.of(".")),
                new Grown("\\[", List.of("[")), new Grown("\\d", List.of("7", "0")), new Grown("\\w", List.of("_", "x")),
                new Grown("\\s", List.of(" ", "\t")), new Grown(".", List.of("z", "签")), new Grown("[Kk]", List.of("K", "k")),
                new Grown("[a-c]", List.of("a", "b")), new Grown("[^x]", List.of("y")), new Grown("\\b", List.of("")),
                new Grown("[\\s\\S]", List.of("\n", "q")), new Grown("\\p{L}", List.of("Ω")), new Grown("(?:)", List.of("")));
    }

    private Grown then(Grown next) {
        return new Grown("(?:" + regex + ")" + next.regexAsPart(), joined(texts, next.texts));
    }

    private String regexAsPart() {
        return "(?:" + regex + ")";
    }

    private Grown or(Grown other) {
        List<String> both = new ArrayList<>(texts);
        both.addAll(other.texts);
        return new Grown("(?:" + regex + "|" + other.regex + ")", few(both));
    }

    private Grown counted(String quantifier, int least, int most) {
        List<String> all = new ArrayList<>();
        List<String> repeated = List.of("");
        for (int times = 0; times <= most; times++) {
            if (times >= least) {
                all.addAll(repeated);
            }
            repeated = joined(repeated, texts);
        }
        return new Grown(regexAsPart() + quantifier, few(all));
    }

    private Grown captured() {
        return new Grown("(" + regex + ")", texts);
    }

    private Grown ignoringCase() {
        List<String> cases = new ArrayList<>(texts);
        texts.forEach(text -> cases.add(swapped(text)));
        return new Grown("(?i:" + regex + ")", few(cases));
    }

    private static String swapped(String text) {
        StringBuilder swapped = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean letter = c < 128 && Character.isLetter(c);
            swapped.append(letter ? (char) (c ^ 32) : c);
        }
        return swapped.toString();
    }

    private static List<String> joined(List<String> heads, List<String> tails) {
        List<String> joined = new ArrayList<>();
        for (String head : heads) {
            tails.forEach(tail -> joined.add(head + tail));
        }
        return few(joined);
    }

    private static List<String> few(List<String> texts) {
        List<String> distinct = texts.stream().distinct().toList();
        return distinct.size() <= MOST_TEXTS ? distinct : distinct.subList(0, MOST_TEXTS);
    }
}
