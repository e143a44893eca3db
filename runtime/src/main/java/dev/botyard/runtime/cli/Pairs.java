package dev.botyard.runtime.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `KEY=VALUE` on the command line.
final class Pairs {
    private Pairs() {}

    /// In the order in which they were typed.
    static Map<String, String> of(List<String> typed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : typed) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CliProblem(2, "'" + pair + "' tells nothing; write KEY=VALUE.");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
