package dev.botyard.runtime.infra.folder;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Two names that are one on file systems which do not tell large from small letters, or keep accents in another way. Pure.
///
/// @param one   of them
/// @param other written otherwise
public record FileTwin(String one, String other) {

    /// Another of these names that is the same there.
    public static Optional<FileTwin> of(String name, Collection<String> others) {
        String key = key(name);
        return others.stream().filter(other -> !other.equals(name) && key(other).equals(key)).sorted().findFirst()
                .map(other -> new FileTwin(name, other));
    }

    /// Those among some names, each beside the first that is the same.
    public static List<FileTwin> among(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.groupingBy(FileTwin::key, TreeMap::new, Collectors.toList())).values()
                .stream().flatMap(same -> same.stream().skip(1).map(other -> new FileTwin(same.getFirst(), other))).toList();
    }

    private static String key(String name) {
        // Both, because some letters have two small or two large forms.
        return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// Why they cannot be side by side.
    public String sentence() {
        return "'" + one + "' and '" + other
                + "' are one name for file systems of macOS and Windows, which do not tell large from"
                + " small letters";
    }
}
