package dev.botyard.testkit.echo;

import dev.botyard.api.ability.PlatformCalls;
import java.time.Duration;
import java.util.Map;

/// With [Flaw#BREAKS_AT_CALLS].
record BreakingCalls() implements PlatformCalls {
    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) {
        throw new IllegalStateException("no case for " + action);
    }
}
