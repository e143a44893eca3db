package dev.botyard.runtime.script.packages;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// What a package manager said at its end, as part of one sentence.
final class LastWords {
    private static final int MOST = 400;
    /// Advice about the tool itself, and where it keeps its own log, say nothing about what failed.
    private static final Pattern ASIDE = Pattern
            .compile("(?i).*(complete log of this run|_logs[/\\\\]).*|\\[notice].*|npm warn .*|warning: .*");
    private static final Pattern FAULT = Pattern.compile("(?i)^(npm (ERR!|error)|error\\b|fatal\\b)");
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private static final Pattern ADDRESS = Pattern.compile("(\\w+://)[^/@\\s]+@");

    private LastWords() {}

    /// The lines that speak of a fault, else all, folded into one line and cut at its start.
    static String of(Collection<String> lines) {
        List<String> said = lines.stream().map(line -> COLOURS.matcher(line).replaceAll("").strip())
                .filter(line -> !line.isEmpty() && !ASIDE.matcher(line).matches()).toList();
        List<String> faults = said.stream().filter(line -> FAULT.matcher(line).find()).toList();
        String folded = String.join("; ", (faults.isEmpty() ? said : faults).stream()
                .map(line -> line.replaceFirst("(?i)^(npm (ERR!|error)|error:)\\s*", "").replaceAll("\\p{Cntrl}|\\s+", " ")
                        .strip())
                .filter(line -> !line.isEmpty()).distinct().toList());
        return folded.isEmpty()
                ? "it said nothing"
                : cut(masked(folded));
    }

    /// Passwords in addresses are nobody's business.
    static String masked(String text) {
        return ADDRESS.matcher(text).replaceAll("$1***@");
    }

    private static String cut(String folded) {
        return folded.length() > MOST ? "…" + folded.substring(folded.length() - MOST) : folded;
    }
}
