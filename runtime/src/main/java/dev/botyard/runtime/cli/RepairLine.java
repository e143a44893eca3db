package dev.botyard.runtime.cli;

import dev.botyard.runtime.ops.overview.Repair.Kind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a running host knows to need a person, as the doctor says it. Immutable.
///
/// @param grave whether something does not work at all
record RepairLine(boolean grave, String text) {
    /// The command that says this.
    private static final String DOCTOR = " doctor";
    private static final Set<Kind> GRAVE = EnumSet.of(Kind.ACCOUNT_FAILED, Kind.ACCOUNT_NEEDS_LOGIN, Kind.CONFIGURATION,
            Kind.WORKERS);

    /// @param repair as `GET /overview` gives it
    static RepairLine of(JsonNode repair) {
        String subject = repair.path("subject").stringValue("");
        String reason = repair.path("reason").stringValue("");
        String command = repair.path("command").stringValue("");
        Optional<Kind> kind = kind(repair);
        String text = kind.map(known -> text(known, subject, reason)).orElseGet(() -> subject + ": " + reason);
        return new RepairLine(kind.filter(GRAVE::contains).isPresent(),
                command.isEmpty() || command.endsWith(DOCTOR) ? text : text + "; run " + command);
    }

    private static String text(Kind kind, String subject, String reason) {
        return switch (kind) {
            case ACCOUNT_FAILED -> "account " + subject + " cannot start: " + reason;
            case ACCOUNT_NEEDS_LOGIN -> "account " + subject + " waits for a login: " + reason;
            case CONFIGURATION -> subject + ": " + reason;
            case WORKERS -> "plugins in " + subject + " cannot run: " + reason;
            case PLUGIN_INVALID -> "plugin " + subject + " cannot run: " + reason;
            case PLUGIN_SETTINGS -> "plugin " + subject + " needs settings: " + reason;
            case PLUGIN_PACKAGES -> "plugin " + subject + " lacks packages: " + reason;
            case PLUGIN_PROBLEM -> "plugin " + subject + ": " + reason;
            case QUEUE_FULL -> "the queue of pushes is full: " + reason;
            case RUNS_LATE -> "runs in " + subject + " begin late: " + reason;
            case OUT_OF_MEMORY -> "plugin " + subject + " found no memory: " + reason;
            case PUSHES_GIVEN_UP, DISK_LOW, ACCOUNT_OPEN -> reason;
        };
    }

    /// Empty where the host is newer and knows more.
    static Optional<Kind> kind(JsonNode repair) {
        String label = repair.path("kind").stringValue("");
        return Stream.of(Kind.values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
}
