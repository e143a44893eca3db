package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.config.Nearest;
import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.infra.store.Buckets;
import dev.botyard.runtime.script.header.ParamValue;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginParam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings that plugins' headers ask for. Their values stand in the buckets that the scripts read. Thread-safe.
public final class PluginParams {
    /// A shorter value would hide words of every log line that happen to be the same.
    private static final int SHORTEST_HIDDEN = 8;

    private final Buckets buckets;

    public PluginParams(Buckets buckets) {
        this.buckets = buckets;
    }

    /// The fields of a plugin in the order of its file, with their values.
    public List<ParamRecord> of(Plugin plugin) {
        return plugin.header().params().stream().map(param -> ParamRecord.of(param, stored(param))).toList();
    }

    /// The names of the fields that the plugin needs and nobody has set.
    public List<String> missing(Plugin plugin) {
        return missing(List.of(plugin)).getOrDefault(plugin.file(), List.of());
    }

    /// The same for many, by file; those that lack nothing are left out.
    public Map<String, List<String>> missing(Collection<Plugin> plugins) {
        Set<Buckets.Value> asked = plugins.stream().flatMap(PluginParams::needs).map(PluginParams::place)
                .collect(Collectors.toSet());
        Set<Buckets.Value> empty = buckets.empty(asked);
        Map<String, List<String>> missing = new HashMap<>();
        for (Plugin plugin : plugins) {
            List<String> names = needs(plugin).filter(param -> empty.contains(place(param))).map(PluginParam::name).toList();
            if (!names.isEmpty()) {
                missing.put(plugin.file(), names);
            }
        }
        return missing;
    }

    private static Stream<PluginParam> needs(Plugin plugin) {
        return plugin.header().params().stream().filter(PluginParam::needed);
    }

    private static Buckets.Value place(PluginParam param) {
        return new Buckets.Value(param.bucket(), param.key(), "");
    }

    /// The names of the fields that somebody has to set first.
    public static List<String> needed(PluginHeader header) {
        return header.params().stream().filter(PluginParam::needed).map(PluginParam::name).toList();
    }

    /// Sets some fields, and no other; all or none.
    ///
    /// @param values by `bucket.key`, or by the key alone where no other field has the same; `""` takes back what was set
    /// @throws IllegalArgumentException saying all that is wrong
    public void set(Plugin plugin, Map<String, String> values) {
        List<Buckets.Value> checked = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        values.forEach((key, typed) -> {
            try {
                PluginParam param = find(plugin, key);
                checked.add(new Buckets.Value(param.bucket(), param.key(), value(param, typed)));
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        buckets.change(checked);
        hide(plugin);
    }

    private static String value(PluginParam param, String typed) {
        if (!typed.isBlank()) {
            return ParamValue.checked(param, typed, IllegalArgumentException::new);
        }
        if (param.needed()) {
            throw new IllegalArgumentException(param.fullKey() + " is required and has no default; give a value");
        }
        return "";
    }

    private static PluginParam find(Plugin plugin, String key) {
        Map<String, PluginParam> known = new LinkedHashMap<>();
        plugin.header().params().stream().filter(param -> !param.separator()).forEach(param -> known.put(param.fullKey(), param));
        List<PluginParam> alike = known.values().stream().filter(param -> param.key().equals(key)).toList();
        return Optional.ofNullable(known.get(key)).or(() -> alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        plugin.file() + " has no setting '" + key + "'." + Nearest.choices(key, known.keySet())));
    }

    /// Keeps the secrets that were filled in out of logs and answers from now on.
    public void hide(Plugin plugin) {
        plugin.header().params().stream().filter(PluginParam::secret).map(this::stored)
                .filter(value -> value.strip().length() >= SHORTEST_HIDDEN).forEach(Secrets.process()::add);
    }

    private String stored(PluginParam param) {
        return param.separator() ? "" : buckets.get(param.bucket(), param.key());
    }
}
