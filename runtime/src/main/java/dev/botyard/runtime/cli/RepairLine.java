package dev.botyard.runtime.cli;

import dev.botyard.runtime.ops.overview.Repair.Kind;
import java.util.EnumSet;
import java.util.Map;
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
    private static final Map<Kind, String> WORDS = Map.ofEntries(Map.entry(Kind.ACCOUNT_FAILED, "account % cannot start"),
            Map.entry(Kind.ACCOUNT_NEEDS_LOGIN, "account % waits for a login"), Map.entry(Kind.CONFIGURATION, "%"),
            Map.entry(Kind.WORKERS, "plugins in % cannot run"), Map.entry(Kind.PLUGIN_INVALID, "plugin % cannot run"),
            Map.entry(Kind.PLUGIN_SETTINGS, "plugin % needs settings"),
            Map.entry(Kind.PLUGIN_PACKAGES, "plugin % lacks packages"), Map.entry(Kind.PLUGIN_PROBLEM, "plugin %"),
            Map.entry(Kind.QUEUE_FULL, "the queue of pushes is full"), Map.entry(Kind.PUSHES_GIVEN_UP, ""),
            Map.entry(Kind.RUNS_LATE, "runs in % begin late"), Map.entry(Kind.OUT_OF_MEMORY, "plugin % found no memory"),
            Map.entry(Kind.DISK_LOW, ""), Map.entry(Kind.ACCOUNT_OPEN, ""));

    /// @param repair as `GET /overview` gives it
    static RepairLine of(JsonNode repair) {
        String subject = repair.path("subject").stringValue("");
        String reason = repair.path("reason").stringValue("");
        String command = repair.path("command").stringValue("");
        Optional<Kind> kind = kind(repair);
        String what = kind.map(WORDS::get).orElse("%").replace("%", subject);
        return new RepairLine(kind.filter(GRAVE::contains).isPresent(), what + (what.isEmpty() ? "" : ": ") + reason
                + (command.isEmpty() || command.endsWith(DOCTOR) ? "" : "; run " + command));
    }

    /// Empty where the host is newer and knows more.
    static Optional<Kind> kind(JsonNode repair) {
        String label = repair.path("kind").stringValue("");
        return Stream.of(Kind.values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
}
