package dev.botyard.runtime.config;

import java.util.Collection;
import java.util.Locale;

/// Guesses what a mistyped word was meant to be.
public final class Nearest {
    private Nearest() {}

    /// ` Did you mean 'x'?`, or nothing when no word is near.
    public static String hint(String typed, Collection<String> known) {
        String best = "";
        int bestDistance = Math.max(1, typed.length() / 3) + 1;
        for (String word : known) {
            int distance = distance(typed.toLowerCase(Locale.ROOT).replace('-', '_'), word.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? "" : " Did you mean '" + best + "'?";
    }

    private static int distance(String one, String two) {
        int[] before = new int[two.length() + 1];
        int[] row = new int[two.length() + 1];
        for (int column = 0; column <= two.length(); column++) {
            before[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            row[0] = line;
            for (int column = 1; column <= two.length(); column++) {
                int change = before[column - 1] + (one.charAt(line - 1) == two.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(change, Math.min(before[column], row[column - 1]) + 1);
            }
            int[] swap = before;
            before = row;
            row = swap;
        }
        return before[two.length()];
    }
}
