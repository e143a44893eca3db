package dev.botyard.runtime.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of `botyard.yaml` counts from a start on, with its values: what changes there later waits for the next start. Immutable.
public final class StartSettings {
    /// What an empty file says.
    public static final StartSettings DEFAULT = new StartSettings(YamlNode.YamlObject.NO_SETTINGS);

    private final Map<String, Object> values = new LinkedHashMap<>();

    /// @param file what stands in it; what is missing or wrong has its default
    public StartSettings(YamlNode.YamlObject file) {
        CheckedSettings checked = HostDeclaration.check(file);
        HostDeclaration.SETTINGS.stream().filter(Setting::atStart)
                .forEach(setting -> values.put(setting.key(), checked.value(setting)));
    }

    /// The settings that differ from those of a start, in the order of the README.
    public List<String> changedSince(StartSettings start) {
        return values.keySet().stream().filter(key -> !values.get(key).equals(start.values.get(key))).toList();
    }
}
