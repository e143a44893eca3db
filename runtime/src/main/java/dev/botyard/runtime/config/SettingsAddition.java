package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.infra.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Adds a section to `botyard.yaml` that it does not have. Every line that is there stays as it is.
public final class SettingsAddition {
    private SettingsAddition() {}

    /// @param lines the section, beginning with `key:`
    /// @return false when the file has the key already, or cannot be added to; nothing is written then
    public static boolean append(HomeFolder home, String key, String lines) throws IOException {
        Path file = home.settingsFile();
        YamlReader reader = new YamlReader(home, Secrets.process());
        Reading<YamlNode.YamlObject> before = reader.read(file);
        if (!before.ok() || before.value().fields().containsKey(key)) {
            return false;
        }
        String text = Files.exists(file) ? Files.readString(file).stripTrailing() : "";
        String after = (text.isEmpty() ? "" : text + "\n\n") + lines.stripTrailing();
        Reading<YamlNode.YamlObject> read = reader.parse(reader.shown(file), after);
        List<String> wanted = new ArrayList<>(before.value().fields().keySet());
        wanted.add(key);
        if (!read.ok() || !List.copyOf(read.value().fields().keySet()).equals(wanted)) {
            return false;
        }
        PrivateFiles.replace(file, after);
        return true;
    }
}
