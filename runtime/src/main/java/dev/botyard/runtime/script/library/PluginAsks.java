package dev.botyard.runtime.script.library;

import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginParam;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a script asks its host for, as far as its header and its text say it.
///
/// @param packages that it names or imports
/// @param settings that somebody fills in
/// @param triggers rules, events and schedules that fire it
/// @param routes   under which anybody reaches it
/// @param buckets  that its text names
/// @param admin    whether administrators alone fire it
public record PluginAsks(List<String> packages, List<String> settings, List<String> triggers, List<String> routes,
        List<String> buckets, boolean admin) {
    static final PluginAsks NOTHING = new PluginAsks(List.of(), List.of(), List.of(), List.of(), List.of(), false);
    /// A call whose name has the word and whose first argument is text.
    private static final Pattern BUCKET = Pattern
            .compile("\\b(?:[A-Za-z_]*[bB]ucket[A-Za-z_]*|Storage)\\s*\\(\\s*(['\"])([^'\"\\\\\\r\\n]{1,100})\\1");
    private static final Pattern OTTO = Pattern.compile("\\b(?:middleware\\.|sender\\.)?(?:get|set|del)\\s*\\(\\s*['\"]");
    private static final int MOST = 100;

    /// @param missing the packages that it imports and nobody has
    static PluginAsks of(PluginHeader header, String text, Collection<String> missing) {
        Set<String> buckets = new TreeSet<>();
        Matcher named = BUCKET.matcher(text);
        while (named.find() && buckets.size() < MOST) {
            buckets.add(named.group(2));
        }
        header.params().stream().filter(param -> !param.separator()).map(PluginParam::bucket).forEach(buckets::add);
        if (OTTO.matcher(text).find()) {
            buckets.add(PluginParam.DEFAULT_BUCKET);
        }
        return new PluginAsks(
                Stream.concat(header.dependencies().stream().map(one -> one.name() + (one.version().isEmpty() ? "" : " ")
                        + one.version()), missing.stream()).distinct().limit(MOST).toList(),
                header.params().stream().filter(param -> !param.separator()).map(PluginParam::fullKey).limit(MOST).toList(),
                Stream.of(header.rules().stream().map(HeaderValue::text),
                        header.events().stream().map(event -> "event " + event.text()),
                        header.cron().stream().map(cron -> "cron " + cron.text())).flatMap(all -> all).limit(MOST).toList(),
                header.route().stream().map(route -> (route.methods().isEmpty() ? "" : String.join(",", route.methods()) + " ")
                        + route.path()).toList(),
                List.copyOf(buckets), header.admin());
    }

    /// What is asked here and was not before.
    PluginAsks besides(PluginAsks before) {
        return new PluginAsks(without(packages, before.packages), without(settings, before.settings),
                without(triggers, before.triggers), without(routes, before.routes), without(buckets, before.buckets),
                admin && !before.admin);
    }

    private static List<String> without(List<String> all, List<String> known) {
        return all.stream().filter(one -> !known.contains(one)).toList();
    }
}
