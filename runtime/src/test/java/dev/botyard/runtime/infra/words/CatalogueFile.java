package dev.botyard.runtime.infra.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// The catalogue as it is written: every sentence with the place that says it, by places. As a program it writes one anew, with what is
/// translated, and with what is new for translators to fill in:
/// `java -cp target/test-classes:target/classes:… dev.botyard.runtime.infra.words.CatalogueFile zh`, in `runtime`.
final class CatalogueFile {
    private static final String HEAD = """
            # What Botyard says, in another language: %s.
            # An entry is a sentence of the source; {0}, {1} … stand for what differs and may come in another order. Entries stand by the files
            # that say them. SpokenSentencesTest tells which are missing; how to write this file anew stands in .github/CONTRIBUTING.md.
            msgid ""
            msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: %s\\n"
            """;

    private CatalogueFile() {}

    static Path of(String language) {
        return Spoken.ROOT.resolve("runtime/src/main/resources/words/" + language + ".po");
    }

    public static void main(String[] languages) throws IOException {
        Map<String, Spoken> spoken = Spoken.everywhere();
        for (String language : languages) {
            Path file = of(language);
            Map<String, String> known = Files.exists(file)
                    ? PoFile.sentences(Files.readString(file), CatalogueFile::refuse)
                    : Map.of();
            Files.createDirectories(file.getParent());
            Files.writeString(file, text(language, spoken, known));
        }
    }

    private static void refuse(String twice) {
        throw new IllegalArgumentException("the catalogue has this twice; leave one entry of it: " + twice);
    }

    static String text(String language, Map<String, Spoken> spoken, Map<String, String> known) {
        StringBuilder text = new StringBuilder(HEAD.formatted(language, language));
        Map<String, Spoken> sorted = new TreeMap<>(Comparator.<String, String>comparing(sentence -> spoken.get(sentence).place())
                .thenComparing(Comparator.naturalOrder()));
        sorted.putAll(spoken);
        sorted.forEach((sentence, where) -> text.append('\n').append(entry(sentence, where, known.getOrDefault(sentence, ""))));
        return text.toString();
    }

    static String entry(String sentence, Spoken where, String translation) {
        StringBuilder entry = new StringBuilder();
        for (int hole = 0; hole < where.holes().size(); hole++) {
            entry.append("#. {").append(hole).append("} ").append(where.holes().get(hole)).append('\n');
        }
        return entry.append("#: ").append(where.place()).append("\nmsgid ").append(quoted(sentence)).append("\nmsgstr ")
                .append(quoted(translation)).append('\n').toString();
    }

    /// The text as [PoFile#sentences] reads it.
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
