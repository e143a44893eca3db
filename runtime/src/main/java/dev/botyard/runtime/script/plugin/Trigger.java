package dev.botyard.runtime.script.plugin;

import java.util.Locale;

/// What started a run.
public enum Trigger {
    MESSAGE, EVENT, CRON, ROUTE, FAKE, MANUAL;

    /// The name in the API and in the worker protocol.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
