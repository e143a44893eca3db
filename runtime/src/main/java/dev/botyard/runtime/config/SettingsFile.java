package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// `botyard.yaml` as operators change it: by key, or as text, with the same checks. Nothing is written in which something is wrong.
/// Thread-safe.
public final class SettingsFile {
    private static final int VERSION = 16;

    private final HomeFolder home;
    private final YamlReader reader;
    private final Function<Reading<YamlNode.YamlObject>, List<ConfigProblem>> check;

    /// @param check tells all that is wrong with what was read
    public SettingsFile(HomeFolder home, YamlReader reader, Function<Reading<YamlNode.YamlObject>, List<ConfigProblem>> check) {
        this.home = home;
        this.reader = reader;
        this.check = check;
    }

    /// The file as a person may see it: `***` stands for its secrets.
    ///
    /// @param version changes whenever the file does
    public record Seen(String text, String version) {
        @Override
        public String toString() {
            return "Seen[" + version + "]";
        }
    }

    public synchronized Seen see() throws IOException {
        String text = text();
        return new Seen(masked(text).shown(), version(text));
    }

    /// Writes other values. Null and nothing take a setting out; a secret that comes back masked or empty stays.
    ///
    /// @param values  by dotted key, or in sections as the file has them
    /// @param version what was seen, `""` for whatever is there
    /// @return what is wrong, nothing when it is written
    /// @throws StaleFileException when something else was seen
    public synchronized List<ConfigProblem> put(Map<String, ?> values, String version) throws IOException {
        String before = current(version);
        FileEdit edit = new FileEdit(shown(), before, reader);
        if (!edit.problems().isEmpty()) {
            return edit.problems();
        }
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", values, flat);
        edit.give(HostDeclaration.SETTINGS, List.of(), flat);
        return written(before, edit.text(), edit.problems());
    }

    /// Writes another text, in which `***` stands for the secret that was there.
    ///
    /// @return as [#put] does
    public synchronized List<ConfigProblem> replace(String text, String version) throws IOException {
        String before = current(version);
        List<String> lost = new ArrayList<>();
        String restored = masked(before).restored(text.replace("\r\n", "\n"), lost);
        return written(before, restored, lost.stream().map(key -> new ConfigProblem(shown(), 0, key,
                "'***' stands for a secret that was there, and there was none; write the value itself.")).toList());
    }

    private List<ConfigProblem> written(String before, String text, List<ConfigProblem> known) throws IOException {
        List<ConfigProblem> problems = new ArrayList<>(known);
        problems.addAll(check.apply(reader.parse(shown(), text)));
        if (problems.isEmpty() && !text.equals(before)) {
            Path file = home.settingsFile();
            PrivateFiles.replace(file, text.stripTrailing());
        }
        return problems.stream().distinct().sorted(ConfigProblem.BY_PLACE).toList();
    }

    private static void flatten(String prefix, Map<?, ?> values, Map<String, Object> flat) {
        values.forEach((name, value) -> {
            String key = prefix + name;
            boolean section = HostDeclaration.SETTINGS.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
            if (section && value instanceof Map<?, ?> below && !below.isEmpty()) {
                flatten(key + ".", below, flat);
            } else {
                flat.put(key, value);
            }
        });
    }

    private String current(String version) throws IOException {
        String text = text();
        if (!version.isEmpty() && !version.equals(version(text))) {
            throw new StaleFileException(shown() + " has changed since it was read; read it again, and put your change in there");
        }
        return text;
    }

    private String text() throws IOException {
        Path file = home.settingsFile();
        if (!Files.exists(file)) {
            return "";
        }
        if (Files.size(file) > YamlReader.MAX_BYTES) {
            throw new IOException("it is larger than 1 MiB");
        }
        return Files.readString(file);
    }

    private Path shown() {
        return reader.shown(home.settingsFile());
    }

    private static MaskedText masked(String text) {
        return new MaskedText(text, key -> References.looksSecret(key) || HostDeclaration.SETTINGS.stream()
                .anyMatch(setting -> setting.field().secret() && (key + ".").replace('[', '.').startsWith(setting.key() + ".")));
    }

    private static String version(String text) {
        return Sha256.hex(text).substring(0, VERSION);
    }
}
