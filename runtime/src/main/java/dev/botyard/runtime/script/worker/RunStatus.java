package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.Locale;

/// How a run stands.
public enum RunStatus implements Labelled {
    /// It has not begun yet.
    WAITING, RUNNING, OK, ERROR, CANCELLED,
    /// Its process is gone, or was ended by the host.
    KILLED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in the API, in the store, in metrics and in the worker protocol.
    @Override
    public String label() {
        return label;
    }

    /// What a worker says of a run that has ended: all that is not a good end is a failure.
    static RunStatus told(String label) {
        return label.equals(OK.label) ? OK : label.equals(CANCELLED.label) ? CANCELLED : ERROR;
    }
}
