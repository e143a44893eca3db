package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// A file of entries by name, such as `replies.yaml`. An entry is changed where it stands, and nothing else of the file is touched:
/// people write it, too. Not thread-safe.
public final class EntryFile<E extends EntryFile.Named> {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]{0,63}");
    private static final String NAMES = "use up to 64 letters, digits, '.', '_', '-' and blanks, beginning with a letter or digit";
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    /// What a value on one line ends with that goes on below it.
    private static final Pattern GOES_ON = Pattern.compile(".*[|>][0-9+-]*\\s*(#.*)?");

    private final Path file;
    private final YamlReader reader;
    private final Kind<E> kind;

    /// What has a name in such a file.
    public interface Named {
        String name();

        /// Where it begins in the file.
        int line();
    }

    /// What the entries of a file are.
    ///
    /// @param noun    what one is called in sentences
    /// @param example what an entry may say
    /// @param head    the first line of a new file
    /// @param check   what only all values together can tell
    /// @param read    makes an entry in which nothing is wrong
    public record Kind<E extends Named>(String noun, String example, String head, List<Setting> settings,
            Consumer<Entry> check, Function<Entry, E> read) {}

    /// What was read of one, before it is known to be right.
    public record Entry(String name, int line, CheckedSettings values) {}

    /// What is wrong with an entry for its user, if something is.
    @FunctionalInterface
    public interface Fault<E> {
        Optional<String> of(E entry);
    }

    public EntryFile(Path file, YamlReader reader, Kind<E> kind) {
        this.file = file;
        this.reader = reader;
        this.kind = kind;
    }

    /// Every entry in which nothing is wrong, and what is wrong with the others.
    public Reading<List<E>> read() {
        return entries(reader.read(file));
    }

    /// The same by name; one in which something is wrong stays as it was.
    ///
    /// @param before the entries so far
    /// @param key    where a fault stands in an entry
    public Reading<Map<String, E>> follow(Map<String, E> before, String key, Fault<E> fault) {
        Reading<List<E>> reading = read();
        List<ConfigProblem> wrong = new ArrayList<>(reading.problems());
        Map<String, E> entries = new LinkedHashMap<>();
        for (E entry : reading.value()) {
            fault.of(entry).ifPresentOrElse(
                    sentence -> wrong.add(
                            new ConfigProblem(reader.shown(file), entry.line(), 0, entry.name() + "." + key, sentence)),
                    () -> entries.put(entry.name(), entry));
        }
        before.forEach((name, entry) -> {
            if (!entries.containsKey(name) && wrong.stream().anyMatch(problem -> concerns(problem, name))) {
                entries.put(name, entry);
            }
        });
        return new Reading<>(Collections.unmodifiableMap(entries), List.copyOf(wrong));
    }

    private static boolean concerns(ConfigProblem problem, String name) {
        return problem.key().isEmpty() || problem.key().equals(name) || problem.key().startsWith(name + ".");
    }

    private Reading<List<E>> entries(Reading<YamlNode.YamlObject> yaml) {
        List<ConfigProblem> problems = new ArrayList<>(yaml.problems());
        List<E> entries = new ArrayList<>();
        yaml.value().fields().forEach((name, node) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(node.problem("'" + name + "' cannot be a " + kind.noun() + "'s name; " + NAMES + "."));
            } else if (node instanceof YamlNode.YamlObject object) {
                Entry entry = new Entry(name, object.place().line(), SettingsCheck.of(kind.settings(), object));
                if (entry.values().problems().isEmpty()) {
                    kind.check().accept(entry);
                }
                if (entry.values().problems().isEmpty()) {
                    entries.add(kind.read().apply(entry));
                }
                entry.values().problems()
                        .forEach(problem -> problems.add(new ConfigProblem(problem.file(), problem.line(), problem.column(),
                                problem.key().startsWith(name) ? problem.key() : name + "." + problem.key(), problem.message())));
            } else {
                problems.add(node.problem(
                        "expected keys with values such as '" + kind.example() + "', found " + node.describe() + "."));
            }
        });
        return new Reading<>(List.copyOf(entries), problems);
    }

    /// Writes an entry, new or in the place of the one with its name. A value that is as before stays as it is written, so that a reference
    /// stays one.
    ///
    /// @param values by the declared keys: text, numbers, truths and lists of them
    /// @param check  refuses, with an IllegalArgumentException, what only its user can tell
    /// @throws IllegalArgumentException saying all that is wrong; nothing is written then
    public void put(String name, Map<String, Object> values, Consumer<E> check) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be a " + kind.noun() + "'s name; " + NAMES);
        }
        StringBuilder entry = new StringBuilder(YamlText.json(name)).append(":\n");
        Map<String, String> written = asWritten(name);
        values.forEach((key, value) -> entry.append("  ")
                .append(written.getOrDefault(key + "=" + value, YamlText.json(key) + ": " + YamlText.json(value))).append('\n'));
        Reading<List<E>> draft = entries(reader.parse(reader.shown(file), entry.toString()));
        if (!draft.ok()) {
            throw new IllegalArgumentException(String.join(" ",
                    draft.problems().stream().map(problem -> problem.key() + ": " + problem.message()).toList()));
        }
        draft.value().forEach(check);
        write(name, Optional.of(entry.toString()));
    }

    /// The lines of an entry's values that stand on one, by `key=value`.
    private Map<String, String> asWritten(String name) throws IOException {
        Map<String, String> found = new HashMap<>();
        if (Files.exists(file) && reader.read(file).value().fields().get(name) instanceof YamlNode.YamlObject entry) {
            List<String> lines = Files.readString(file).lines().toList();
            entry.fields().forEach((key, node) -> {
                int line = node.place().line() - 1;
                if (node instanceof YamlNode.YamlScalar scalar && line >= 0 && line < lines.size()
                        && wholeValue(lines, line, key)) {
                    found.put(key + "=" + scalar.text(), lines.get(line).strip());
                }
            });
        }
        return found;
    }

    private static boolean wholeValue(List<String> lines, int at, String key) {
        String line = lines.get(at);
        boolean more = at + 1 < lines.size() && !lines.get(at + 1).isBlank() && indent(lines.get(at + 1)) > indent(line);
        return indent(line) > 0 && key.equals(key(line)) && line.contains("${") && !more && !GOES_ON.matcher(line).matches();
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /// Takes an entry out.
    public void remove(String name) throws IOException {
        write(name, Optional.empty());
    }

    private void write(String name, Optional<String> entry) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : kind.head() + "\n";
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
                    file.getFileName() + " is written in a form in which '" + name
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
            Matcher quoted = QUOTED.matcher(bare);
            try {
                return quoted.lookingAt() ? Json.MAPPER.readTree(quoted.group()).stringValue("") : "";
            } catch (JacksonException _) {
                return "";
            }
        }
        int colon = bare.indexOf(':');
        String key = colon < 0 ? "" : bare.substring(0, colon).strip();
        return key.length() > 1 && key.startsWith("'") && key.endsWith("'") ? key.substring(1, key.length() - 1) : key;
    }
}
