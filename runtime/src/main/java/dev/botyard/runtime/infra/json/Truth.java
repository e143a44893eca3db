package dev.botyard.runtime.infra.json;

import java.util.Locale;
import java.util.Optional;

/// The words for yes and no that scripts, their headers and requests use.
public final class Truth {
    private Truth() {}

    /// What a word says, however its letters are written; empty for any other.
    public static Optional<Boolean> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> Optional.of(true);
            case "false", "0", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
