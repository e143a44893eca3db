package dev.botyard.runtime.store;

import java.io.IOException;
import java.util.Locale;

/// What every part of the host says when there is no room left, be it for a file or in the database.
public final class FullDisk {
    /// The one sentence.
    public static final String SENTENCE = "the disk is full. Free some space and try again.";

    private FullDisk() {}

    /// What a failed write means: the one sentence for a full disk or a used-up quota, else what the system says.
    public static String meaning(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("quota exceeded") || lower.contains("disk is full")
                ? SENTENCE
                : said;
    }
}
