package dev.botyard.runtime.infra.words;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Reads the format that translators' programs write: `msgid "…"`, `msgstr "…"`, each over several lines if need be, `#` before comments.
final class PoFile {
    private final Map<String, String> sentences = new LinkedHashMap<>();
    private final StringBuilder source = new StringBuilder();
    private final StringBuilder target = new StringBuilder();
    private final Consumer<String> twice;
    private StringBuilder current;

    private PoFile(Consumer<String> twice) {
        this.twice = twice;
    }

    /// The entries that have a translation, in their order; the head, whose `msgid` is empty, is none.
    ///
    /// @param twice hears of a sentence that has an entry already; the first one counts
    static Map<String, String> sentences(String text, Consumer<String> twice) {
        PoFile file = new PoFile(twice);
        text.lines().map(String::strip).forEach(file::line);
        file.end();
        return file.sentences;
    }

    private void line(String line) {
        if (line.startsWith("msgid ")) {
            end();
            current = source;
            current.append(unquoted(line.substring(6)));
        } else if (line.startsWith("msgstr ")) {
            current = target;
            current.append(unquoted(line.substring(7)));
        } else if (line.startsWith("\"") && current != null) {
            current.append(unquoted(line));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            throw new IllegalArgumentException("a catalogue has msgid, msgstr and text in quotes, not: " + line);
        }
    }

    private void end() {
        if (!source.isEmpty() && !target.isEmpty() && sentences.putIfAbsent(source.toString(), target.toString()) != null) {
            twice.accept(source.toString());
        }
        source.setLength(0);
        target.setLength(0);
    }

    private static String unquoted(String quoted) {
        String text = quoted.strip();
        if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
            throw new IllegalArgumentException("a catalogue has text in quotes, not: " + quoted);
        }
        StringBuilder plain = new StringBuilder();
        for (int index = 1; index < text.length() - 1; index++) {
            char c = text.charAt(index);
            if (c == '\\' && index < text.length() - 2) {
                c = text.charAt(++index);
                plain.append(c == 'n' ? '\n' : c == 't' ? '\t' : c);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
