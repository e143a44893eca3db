package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.cron.CronExpression;
import dev.botyard.runtime.script.cron.InvalidCronException;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.rule.InvalidRuleException;
import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.script.worker.ToldHandler;
import dev.botyard.runtime.script.worker.ToldHandler.ToldRule;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A way into a plugin: what its headers name, which runs the script alone, or one of its handlers. Immutable.
///
/// @param handler   its name, `""` for the headers' way
/// @param line      where it stands, 0 for the headers' way
/// @param admin     whether administrators alone may take it, besides what the header says
/// @param schedules as the scheduler reads them
public record Entry(String handler, int line, long priority, boolean admin, List<Rule> rules, List<String> events,
        List<String> schedules) {
    /// More handlers than any file has that people write; one that makes them up costs no memory.
    static final int MOST = 500;
    private static final Pattern SPAN = Pattern.compile("(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+s)?");

    /// What the headers name.
    static Entry of(PluginHeader header, List<Rule> rules) {
        return new Entry("", 0, header.priority(), false, rules, header.events().stream().map(HeaderValue::text).toList(),
                header.cron().map(HeaderValue::text).stream().toList());
    }

    /// A handler; what is wrong with it goes to the problems.
    static Entry of(PluginHeader header, ToldHandler told, List<HeaderProblem> problems) {
        List<String> wrong = new ArrayList<>(told.faults());
        List<Rule> rules = new ArrayList<>();
        List<String> schedules = new ArrayList<>();
        for (ToldRule rule : told.rules()) {
            try {
                rules.add(compiled(rule));
            } catch (InvalidRuleException e) {
                wrong.add(e.getMessage());
            }
        }
        boolean timed = told.kind().equals("schedule");
        for (String time : timed ? told.triggers() : List.<String>of()) {
            try {
                schedules.add(CronExpression.parse(schedule(time), ZoneOffset.UTC).text());
            } catch (InvalidCronException e) {
                wrong.add(e.getMessage());
            }
        }
        wrong.forEach(sentence -> problems
                .add(new HeaderProblem(told.line(), Severity.ERROR, "handler " + told.name() + ": " + sentence)));
        return new Entry(told.name(), told.line(), told.priority() == 0 ? header.priority() : told.priority(), told.admin(),
                List.copyOf(rules), timed ? List.of() : told.triggers(), List.copyOf(schedules));
    }

    private static Rule compiled(ToldRule rule) {
        if (rule.pattern() != null) {
            return Rule.pattern(rule.pattern());
        }
        return rule.regex() == null || rule.regex().isEmpty() ? Rule.any() : Rule.searched(rule.regex());
    }

    private static String schedule(String time) {
        return !time.isBlank() && SPAN.matcher(time.strip()).matches() ? "@every " + time.strip() : time;
    }

    /// Whether one of its events is this one, or a part of its name that ends at a `-`.
    boolean listensTo(String eventName, UnaryOperator<String> canonical) {
        return PluginHeader.listensTo(events, eventName, canonical);
    }

    /// What a run is told of it, when this rule has fired it.
    WantedHandler wanted(Rule rule) {
        return handler.isEmpty() ? WantedHandler.NONE : new WantedHandler(handler, rule.names());
    }

    /// The same for an event or a time.
    WantedHandler wanted() {
        return WantedHandler.named(handler);
    }
}
