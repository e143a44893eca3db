package dev.botyard.api.adapter;

import java.nio.charset.StandardCharsets;

/// In what a platform counts the length of a text.
public enum TextUnit {
    /// UTF-16 code units, as Java, JavaScript and Windows count: most emoji are two and more.
    UTF_16,
    /// Unicode code points.
    CODE_POINTS,
    /// Bytes in UTF-8: a Chinese character is three.
    UTF_8;

    /// The length of a text.
    public int length(String text) {
        return switch (this) {
            case UTF_16 -> text.length();
            case CODE_POINTS -> text.codePointCount(0, text.length());
            case UTF_8 -> text.getBytes(StandardCharsets.UTF_8).length;
        };
    }
}
