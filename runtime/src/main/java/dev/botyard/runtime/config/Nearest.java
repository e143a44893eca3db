package dev.botyard.runtime.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Guesses what a mistyped word was meant to be.
public final class Nearest {
    /// How many names one sentence can carry.
    private static final int LISTED = 12;
    private static final int SHORTEST_BEGINNING = 3;

    private Nearest() {}

    /// What to say after "there is no such thing": the nearest name, and those that there are.
    public static String choices(String typed, Collection<String> known) {
        if (known.isEmpty()) {
            return " There is none yet.";
        }
        List<String> sorted = known.stream().sorted().toList();
        return hint(typed, sorted) + (sorted.size() == 1 ? " There is only " : " There are ")
                + String.join(", ", sorted.subList(0, Math.min(LISTED, sorted.size())))
                + (sorted.size() > LISTED ? " and " + (sorted.size() - LISTED) + " more." : ".");
    }

    /// ` Did you mean 'x'?`, or nothing when no word is near.
    public static String hint(String typed, Collection<String> known) {
        String best = "";
        int bestDistance = Math.max(1, typed.length() / 3) + 1;
        for (String word : known) {
            // A word of another length is no slip of the finger, and what somebody sends may be as long as a request.
            if (Math.abs(word.length() - typed.length()) >= bestDistance) {
                continue;
            }
            int distance = distance(typed.toLowerCase(Locale.ROOT).replace('-', '_'), word.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        if (best.isEmpty() && typed.length() >= SHORTEST_BEGINNING) {
            best = known.stream().filter(word -> word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                    .findFirst().orElse("");
        }
        return best.isEmpty() ? "" : " Did you mean '" + best + "'?";
    }

    /// Counts letters to add, drop, change, or swap with their neighbour.
    private static int distance(String one, String two) {
        int[][] cost = new int[one.length() + 1][two.length() + 1];
        for (int line = 0; line <= one.length(); line++) {
            for (int column = 0; column <= two.length(); column++) {
                if (line == 0 || column == 0) {
                    cost[line][column] = line + column;
                    continue;
                }
                boolean same = one.charAt(line - 1) == two.charAt(column - 1);
                int least = Math.min(cost[line - 1][column], cost[line][column - 1]) + 1;
                least = Math.min(least, cost[line - 1][column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && one.charAt(line - 1) == two.charAt(column - 2)
                        && one.charAt(line - 2) == two.charAt(column - 1)) {
                    least = Math.min(least, cost[line - 2][column - 2] + 1);
                }
                cost[line][column] = least;
            }
        }
        return cost[one.length()][two.length()];
    }
}
