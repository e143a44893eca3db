package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.config.ImTypes;
import java.time.Duration;
import java.util.Map;

/// What the host's settings say about pushes.
///
/// @param aliases  canonical IM type by alias
/// @param queueLife how long a queued push may wait that does not say so
/// @param queueMax  how many may wait
/// @param failover whether another account of the same IM speaks when the chosen one cannot
public record PushPolicy(Map<String, String> aliases, boolean failover, Duration textTimeout, Duration mediaTimeout,
        Duration queueLife, int queueMax) {
    /// The defaults: strict, 5 s for text, 30 s for media.
    public static final PushPolicy DEFAULT = new PushPolicy(Map.of(), false, Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofHours(24), 10_000);

    /// The IM type that `im` stands for.
    String canonical(String im) {
        return ImTypes.canonical(aliases, im);
    }
}
