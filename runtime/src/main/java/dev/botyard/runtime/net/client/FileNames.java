package dev.botyard.runtime.net.client;

import java.nio.charset.StandardCharsets;

/// Names of files that others have chosen.
public final class FileNames {
    /// File systems take 255 bytes, and a number may have to be put in.
    private static final int MOST_BYTES = 200;

    private FileNames() {}

    /// The end of a name, which tells its kind, as long as file systems take it. Halves of characters, which none takes, are replaced.
    public static String bounded(String name) {
        String whole = name.replaceAll("\\p{Cs}", "_");
        int from = whole.length();
        int bytes = 0;
        while (from > 0) {
            int character = whole.codePointBefore(from);
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            from -= Character.charCount(character);
        }
        return whole.substring(from);
    }
}
