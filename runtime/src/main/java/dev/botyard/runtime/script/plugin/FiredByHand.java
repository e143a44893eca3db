package dev.botyard.runtime.script.plugin;

import java.util.Optional;

/// What a run that a person starts is for, so that a script tried out sees what it would see in a chat.
public final class FiredByHand {
    private FiredByHand() {}

    /// The first way in whose rule fits the message; without a message, in a file that headers fire at no time, the first handler with a time.
    ///
    /// @param handler the one that is wanted by name, `""` to find it
    public static RunContext of(Plugin plugin, RunContext context, String handler) {
        for (Entry entry : plugin.entries()) {
            if (handler.isEmpty() || handler.equals(entry.handler())) {
                Optional<RunContext> fits = fits(entry, context);
                if (fits.isPresent()) {
                    return fits.get();
                }
            }
        }
        if (!handler.isEmpty()) {
            return context.to(WantedHandler.named(handler));
        }
        boolean timed = context.message().isEmpty() && plugin.header().cron().isEmpty();
        return timed
                ? plugin.handlers().stream().filter(entry -> !entry.schedules().isEmpty()).findFirst()
                        .map(entry -> context.to(entry.wanted())).orElse(context)
                : context;
    }

    private static Optional<RunContext> fits(Entry entry, RunContext context) {
        return context.message().isEmpty()
                ? Optional.empty()
                : entry.rules().stream().flatMap(rule -> rule.match(context.message())
                        .map(captures -> context.with(captures).to(entry.wanted(rule))).stream()).findFirst();
    }
}
