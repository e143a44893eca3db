package dev.botyard.runtime.outbound;

import java.util.Arrays;
import java.util.Optional;

/// How the text of a push is read.
public enum TextForm {
    /// As it is: nothing in it is a code or an escape.
    PLAIN,
    /// With CQ codes and their escapes, as scripts write it.
    CQ;

    /// The form with this name, `""` for [#PLAIN].
    public static Optional<TextForm> named(String name) {
        return name.isEmpty()
                ? Optional.of(PLAIN)
                : Arrays.stream(values()).filter(form -> form.name().equalsIgnoreCase(name.strip())).findFirst();
    }
}
