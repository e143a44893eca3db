package dev.botyard.runtime.script.header;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers the problems of one file. Confined to the parsing thread.
final class HeaderProblems {
    private static final int LONGEST_QUOTE = 80;
    private final List<HeaderProblem> found = new ArrayList<>();

    void warn(int line, String message) {
        found.add(new HeaderProblem(line, HeaderProblem.Severity.WARNING, message));
    }

    void error(int line, String message) {
        found.add(new HeaderProblem(line, HeaderProblem.Severity.ERROR, message));
    }

    List<HeaderProblem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(HeaderProblem::line)).toList();
    }

    /// A value for a message: short enough for one line.
    static String quote(String value) {
        return "'" + (value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…") + "'";
    }
}
