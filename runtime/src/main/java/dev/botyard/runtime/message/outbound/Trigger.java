package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.json.Labelled;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What made the host act: what started a run, or, where no run stands behind a push, who asked for it. What the store keeps of it is the label.
public enum Trigger implements Labelled {
    MESSAGE, EVENT, CRON, ROUTE, FAKE, MANUAL,
    /// A push of an operator.
    API,
    /// A push of the host itself, such as an alert.
    HOST;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in the API, in the store and in the worker protocol.
    @Override
    @JsonValue
    public String label() {
        return label;
    }

    /// Whether it came from a chat, whose account then speaks.
    boolean fromChat() {
        return this == MESSAGE || this == EVENT;
    }

    /// The trigger with this label; older versions kept the name in capitals.
    @JsonCreator
    static Trigger labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
