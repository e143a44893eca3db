package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.words.Sentence;
import java.util.Locale;

/// Something in a script that its author should look at. Line 0 means the file as a whole.
public record HeaderProblem(int line, Severity severity, @Sentence String message) {

    public enum Severity {
        /// The host read something sensible or left an unimportant line out.
        WARNING,
        /// The line asked for something that the plugin will not get. The rest of the plugin still works.
        ERROR
    }

    /// As a check prints it.
    public String sentence() {
        return (line == 0 ? "" : "line " + line + ": ") + severity.name().toLowerCase(Locale.ROOT) + ": " + message;
    }
}
