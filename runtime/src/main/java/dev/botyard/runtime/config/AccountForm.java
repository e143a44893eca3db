package dev.botyard.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an operator gives for an account's file. Immutable; null and nothing take a setting out.
///
/// @param values by key of the file, `config` not among them
/// @param config by key of the adapter
public record AccountForm(Map<String, Object> values, Map<String, Object> config) {

    public AccountForm {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    @Override
    public String toString() {
        return "AccountForm[" + values.keySet() + ", config=" + config.keySet() + "]";
    }
}
