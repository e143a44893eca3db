package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginRoute;
import dev.botyard.runtime.script.rule.Rule;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/// A plugin as operators see it, in the API and in `plugins check`. Immutable.
///
/// @param state    `enabled`, `disabled`, `installing` or `invalid`
/// @param switchedOff whether an operator has switched it off, which makes it `disabled`
/// @param stamp    changes with the file's content
/// @param invalid  why it cannot run, `""` when it can
/// @param cron     its schedule, `""` for none
/// @param rules    of its headers and its handlers
/// @param events   likewise
/// @param nextRuns when the schedule, or one of its handlers', fires next, with the offset of the host's zone
/// @param configurable  whether its header asks for settings
/// @param needsSettings the names of those that it needs and nobody has set
/// @param router   the path of its route, `""` for none
public record PluginRecord(String file, String path, String title, String description, String version, String author,
        Language language, String state, boolean switchedOff, String stamp, @Sentence String invalid, boolean admin,
        long priority,
        List<String> rules, List<String> events,
        String cron, List<String> nextRuns, String router, boolean configurable,
        List<String> needsSettings, List<HandlerRecord> handlers, List<HeaderProblem> problems) {
    /// A function of the file that is fired by itself.
    ///
    /// @param line      where it stands in the file
    /// @param schedules when it is fired, as cron expressions
    public record HandlerRecord(String name, int line, long priority, boolean admin, List<String> rules, List<String> events,
            List<String> schedules) {
        static HandlerRecord of(Entry entry) {
            return new HandlerRecord(entry.handler(), entry.line(), entry.priority(), entry.admin(),
                    entry.rules().stream().map(Rule::text).toList(), entry.events(), entry.schedules());
        }
    }

    public static PluginRecord of(Plugin plugin, List<ZonedDateTime> nextRuns, List<String> needsSettings) {
        PluginHeader header = plugin.header();
        return new PluginRecord(plugin.file(), plugin.path().toString(), header.displayName(), header.info().description(),
                header.info().version(), header.info().author(), plugin.language(), plugin.state(), plugin.off(), plugin.stamp(),
                plugin.invalid(),
                header.admin(), header.priority(),
                both(header.rules(), plugin.handlers().stream().flatMap(handler -> handler.rules().stream()).map(Rule::text)),
                both(header.events(), plugin.handlers().stream().flatMap(handler -> handler.events().stream())),
                header.cron().map(HeaderValue::text).orElse(""),
                shown(nextRuns),
                header.route().map(PluginRoute::path).orElse(""), header.params().stream().anyMatch(param -> !param.separator()),
                needsSettings, plugin.handlers().stream().map(HandlerRecord::of).toList(), plugin.problems());
    }

    /// Times with the offset of the host's zone.
    public static List<String> shown(List<ZonedDateTime> times) {
        return times.stream().map(ZonedDateTime::toOffsetDateTime).map(OffsetDateTime::toString).toList();
    }

    private static List<String> both(List<HeaderValue> headers, Stream<String> handlers) {
        return Stream.concat(headers.stream().map(HeaderValue::text), handlers).toList();
    }
}
