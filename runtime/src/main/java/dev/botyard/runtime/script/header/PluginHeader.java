package dev.botyard.runtime.script.header;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the header comments of one script say. Immutable.
///
/// @param fileName the file's name without a folder
/// @param cron the schedule as written, not yet checked
/// @param rules the message triggers as written, not yet compiled
/// @param other values of keys that the host has no field for, under their lower-case key, in the order of the file
/// @param problems in the order of their lines
public record PluginHeader(
        String fileName,
        PluginInfo info,
        boolean disabled,
        boolean admin,
        boolean bypass,
        boolean blocking,
        long priority,
        List<HeaderValue> rules,
        List<HeaderValue> events,
        Optional<HeaderValue> cron,
        Optional<PluginRoute> route,
        PluginSelectors selectors,
        List<PluginParam> params,
        List<PluginDependency> dependencies,
        Isolation isolation,
        PluginLimits limits,
        PluginChoices choices,
        Map<String, List<HeaderValue>> other,
        List<HeaderProblem> problems) {

    public PluginHeader {
        rules = List.copyOf(rules);
        events = List.copyOf(events);
        params = List.copyOf(params);
        dependencies = List.copyOf(dependencies);
        other = Collections.unmodifiableMap(new LinkedHashMap<>(other));
        problems = List.copyOf(problems);
    }

    /// The file's name without its extension.
    public String baseName() {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }

    /// The title, or the base name of a plugin that has none.
    public String displayName() {
        return info.title().isEmpty() ? baseName() : info.title();
    }

    /// What it does for a language model that may call it, `""` where none may.
    public String tool() {
        return other.getOrDefault(HeaderKey.AI.label(), List.of()).stream().map(HeaderValue::text)
                .reduce("", (before, last) -> last).strip();
    }

    /// Whether any header asks for a trigger.
    public boolean fired() {
        return !tool().isEmpty() || !rules.isEmpty() || !events.isEmpty() || cron.isPresent() || route.isPresent();
    }

    /// Whether the plugin hears of what this person does there.
    ///
    /// @param master    whether the person is an administrator of the host
    /// @param group     `""` in a private chat
    /// @param canonical the IM type that a name stands for
    public boolean admits(boolean master, String imType, String user, String group, UnaryOperator<String> canonical) {
        return refusal(master, imType, user, group, canonical) == null;
    }

    /// Why the plugin does not hear of it, null when it does.
    public Refusal refusal(boolean master, String imType, String user, String group, UnaryOperator<String> canonical) {
        return admin && !master ? Refusal.ADMIN : selectors.refusal(imType, user, group, canonical);
    }

    /// Whether one of the event headers names this event or a part of its name that ends at a `-`.
    ///
    /// @param canonical the IM type that a name stands for, which the first part of an event's name may be
    public boolean listensTo(String eventName, UnaryOperator<String> canonical) {
        return listensTo(events.stream().map(HeaderValue::text).toList(), eventName, canonical);
    }

    /// Whether one of these names this event or a part of its name that ends at a `-`.
    public static boolean listensTo(List<String> subscribed, String eventName, UnaryOperator<String> canonical) {
        return subscribed.stream().anyMatch(event -> covers(event, eventName) || covers(ofType(event, canonical), eventName));
    }

    private static String ofType(String subscribed, UnaryOperator<String> canonical) {
        int end = subscribed.indexOf('-');
        return end < 0 ? subscribed : canonical.apply(subscribed.substring(0, end)) + subscribed.substring(end);
    }

    /// The declared default of a configuration value, if there is one.
    public Optional<String> defaultOf(String bucket, String key) {
        return params.stream().filter(param -> !param.separator() && !param.defaultValue().isEmpty())
                .filter(param -> param.bucket().equals(bucket) && param.key().equals(key)).map(PluginParam::defaultValue)
                .findFirst();
    }

    private static boolean covers(String subscribed, String eventName) {
        return eventName.startsWith(subscribed)
                && (eventName.length() == subscribed.length() || eventName.charAt(subscribed.length()) == '-');
    }
}
