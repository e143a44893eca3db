package dev.botyard.runtime.message.outbound;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Options on their way to an adapter, whose maps hold no null.
final class OptionValues {
    private OptionValues() {}

    static Map<String, Object> withoutNulls(Map<String, Object> options) {
        if (options.isEmpty() || options.values().stream().noneMatch(Objects::isNull)) {
            return options;
        }
        Map<String, Object> copy = new LinkedHashMap<>(options);
        copy.values().removeIf(java.util.Objects::isNull);
        return copy;
    }
}
