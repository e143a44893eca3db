package dev.botyard.runtime.config;

import java.util.Locale;
import java.util.Map;

/// How an IM type may be spelled: in any case, with blanks around it, by an alias.
public final class ImTypes {
    private ImTypes() {}

    /// Without case and blanks.
    public static String plain(String im) {
        return im.strip().toLowerCase(Locale.ROOT);
    }

    /// The IM type that `im` stands for.
    ///
    /// @param aliases plain names only
    public static String canonical(Map<String, String> aliases, String im) {
        String plain = plain(im);
        return aliases.getOrDefault(plain, plain);
    }
}
