package dev.botyard.runtime.script.plugin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.script.header.PluginParam;
import java.util.List;

/// A field of a plugin's form with its value, as operators see it. Immutable.
///
/// @param key       `bucket.key`, by which it is set; `""` for a heading
/// @param separator a heading between fields
/// @param standard  the declared default; of a secret none is shown
/// @param value     what the script reads now, the default where nothing is set; `""` for a secret
/// @param set       whether somebody has set it, the script itself included
/// @param missing   whether the plugin needs it and nobody has set it
public record ParamRecord(String key, String name, String description, String help, String group, String placeholder,
        PluginParam.Type type, boolean required, boolean secret, boolean separator, @JsonProperty("default") String standard,
        List<PluginParam.Option> options, String value, boolean set, boolean missing) {

    /// @param stored the value in the bucket, `""` when nothing is set
    static ParamRecord of(PluginParam param, String stored) {
        String standard = param.secret() ? "" : param.defaultValue();
        String value = param.secret() || param.separator() ? "" : stored.isEmpty() ? standard : stored;
        return new ParamRecord(param.fullKey(), param.name(), param.description(), param.help(), param.group(),
                param.placeholder(), param.type(), param.required(), param.secret(), param.separator(), standard,
                param.options(), value, !stored.isEmpty(), param.needed() && stored.isEmpty());
    }

    /// Leaves out what was filled in.
    @Override
    public String toString() {
        return "ParamRecord[key=" + key + ", set=" + set + "]";
    }
}
