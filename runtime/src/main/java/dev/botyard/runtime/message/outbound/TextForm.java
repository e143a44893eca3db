package dev.botyard.runtime.message.outbound;

import java.util.Arrays;
import java.util.Optional;

/// How the text of a push is read.
public enum TextForm {
    /// As it is: nothing in it is a code or an escape.
    PLAIN,
    /// With CQ codes and their escapes, as scripts write it.
    CQ,
    /// The same, but a mention of everybody is text: for scripts whose authors wrote none.
    CQ_WITHOUT_ALL;

    /// The form that a caller of the API names, `""` for [#PLAIN].
    public static Optional<TextForm> named(String name) {
        return name.isEmpty()
                ? Optional.of(PLAIN)
                : Arrays.stream(values()).filter(form -> form != CQ_WITHOUT_ALL && form.name().equalsIgnoreCase(name.strip()))
                        .findFirst();
    }
}
