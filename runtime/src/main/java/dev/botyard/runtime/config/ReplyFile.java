package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// `replies.yaml`: what is answered without code, by name. An entry is changed where it stands, and nothing else of the file is touched:
/// people write it, too. Not thread-safe.
public final class ReplyFile {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]{0,63}");
    private static final String HEAD = "# When somebody says this, say that; see 'botyard replies --help'.\n";

    private final Path file;
    private final YamlReader reader;

    public ReplyFile(Path file, YamlReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /// Every entry in which nothing is wrong, and what is wrong with the others.
    public Reading<List<ReplyEntry>> read() {
        return entries(reader.read(file));
    }

    private static Reading<List<ReplyEntry>> entries(Reading<YamlNode.YamlObject> yaml) {
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        List<ReplyEntry> entries = new ArrayList<>();
        yaml.value().fields().forEach((name, node) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        node.problem("'" + name + "' cannot be a reply's name; use up to 64 letters, digits, '.', '_', '-' and"
                                + " blanks, beginning with a letter or digit."));
            } else if (node instanceof YamlNode.YamlObject object) {
                CheckedSettings checked = SettingsCheck.of(ReplyDeclaration.SETTINGS, object);
                if (checked.problems().isEmpty() && checked.texts("answer").isEmpty() && checked.texts("pictures").isEmpty()) {
                    checked.problem("answer", "a reply needs an answer or a picture.");
                }
                if (checked.problems().isEmpty()) {
                    entries.add(ReplyEntry.of(name, object.place().line(), checked));
                }
                checked.problems()
                        .forEach(problem -> problems.add(new ConfigProblem(problem.file(), problem.line(), problem.column(),
                                problem.key().startsWith(name) ? problem.key() : name + "." + problem.key(), problem.message())));
            } else {
                problems.add(node.problem("expected keys with values such as 'when: hello', found " + node.describe() + "."));
            }
        });
        return new Reading<>(List.copyOf(entries), problems);
    }

    /// Writes an entry, new or in the place of the one with its name.
    ///
    /// @param values by the keys of [ReplyDeclaration]: text, numbers, truths and lists of them
    /// @param check  refuses, with an IllegalArgumentException, what only its user can tell
    /// @throws IllegalArgumentException saying all that is wrong; nothing is written then
    public void put(String name, Map<String, Object> values, Consumer<ReplyEntry> check) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be a reply's name; use up to 64 letters, digits, '.', '_', '-'"
                            + " and blanks, beginning with a letter or digit");
        }
        StringBuilder entry = new StringBuilder(json(name)).append(":\n");
        values.forEach((key, value) -> entry.append("  ").append(json(key)).append(": ").append(json(value)).append('\n'));
        Reading<List<ReplyEntry>> draft = entries(reader.parse(reader.shown(file), entry.toString()));
        if (!draft.ok()) {
            throw new IllegalArgumentException(String.join(" ",
                    draft.problems().stream().map(problem -> problem.key() + ": " + problem.message()).toList()));
        }
        draft.value().forEach(check);
        write(name, Optional.of(entry.toString()));
    }

    /// Takes an entry out.
    public void remove(String name) throws IOException {
        write(name, Optional.empty());
    }

    private void write(String name, Optional<String> entry) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : HEAD;
        List<String> lines = new ArrayList<>(Arrays.asList(before.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        int from = start(lines, name);
        List<String> fresh = entry.map(text -> Arrays.asList(text.stripTrailing().split("\n"))).orElse(List.of());
        if (from < 0) {
            lines.addAll(fresh);
        } else {
            List<String> old = lines.subList(from, end(lines, from));
            old.clear();
            lines.addAll(from, fresh);
        }
        String after = String.join("\n", lines);
        verify(name, entry.isPresent(), after);
        PrivateFiles.replace(file, after);
    }

    /// A file in a form of its own, such as one line in braces, is left to whoever wrote it.
    private void verify(String name, boolean there, String after) {
        Map<String, YamlNode> wanted = new LinkedHashMap<>(reader.read(file).value().fields());
        Map<String, YamlNode> found = reader.parse(reader.shown(file), after).value().fields();
        wanted.remove(name);
        List<String> others = found.keySet().stream().filter(other -> !other.equals(name)).toList();
        if (found.containsKey(name) != there || !others.equals(List.copyOf(wanted.keySet()))) {
            throw new IllegalArgumentException(
                    "replies.yaml is written in a form in which '" + name
                            + "' cannot be changed from here; edit the file itself");
        }
    }

    /// The line, from 0, at which an entry begins; -1 without one.
    private static int start(List<String> lines, String name) {
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line);
            if (begins(text) && name.equals(key(text))) {
                return line;
            }
        }
        return -1;
    }

    /// Comments and empty lines before the next entry belong to that one.
    private static int end(List<String> lines, int from) {
        int next = from + 1;
        while (next < lines.size() && !begins(lines.get(next))) {
            next++;
        }
        while (next > from + 1 && (lines.get(next - 1).isBlank() || lines.get(next - 1).startsWith("#"))) {
            next--;
        }
        return next;
    }

    private static boolean begins(String line) {
        return !line.isEmpty() && !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '#';
    }

    private static String key(String line) {
        String bare = line.strip();
        if (bare.startsWith("\"")) {
            try {
                return Json.MAPPER.readTree(bare.substring(0, bare.lastIndexOf('"') + 1)).stringValue("");
            } catch (JacksonException _) {
                return "";
            }
        }
        int colon = bare.indexOf(':');
        String key = colon < 0 ? "" : bare.substring(0, colon).strip();
        return key.length() > 1 && key.startsWith("'") && key.endsWith("'") ? key.substring(1, key.length() - 1) : key;
    }

    /// JSON is YAML, but for what YAML takes for the end of a line.
    private static String json(Object value) {
        return Json.MAPPER.writeValueAsString(value).replace("\u0085", "\\u0085").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
