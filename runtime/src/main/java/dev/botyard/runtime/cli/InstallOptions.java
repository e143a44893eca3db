package dev.botyard.runtime.cli;

import static dev.botyard.runtime.cli.Output.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// How plugins from elsewhere are installed, and how the host's answer is told.
final class InstallOptions {
    private static final List<String> ASKED = List.of("packages", "settings", "triggers", "routes", "buckets");

    @Option(names = {"-n",
        "--dry-run"}, description = "Only shows what would be written and what it asks for.")
    private boolean dry;

    @Option(names = "--overwrite", description = "Replaces other texts of the same names; they are kept as versions.")
    private boolean overwrite;

    @Option(names = "--force", description = "Also what cannot run.")
    private boolean force;

    @Option(names = "--file", paramLabel = "FILE", description = "Only this script of it; may be repeated.")
    private List<String> files = List.of();

    @Option(names = {"-b",
        "--bucket"}, paramLabel = "BUCKET", description = "Confines the plugins to this bucket and its children; may be repeated.")
    private List<String> buckets = List.of();

    boolean overwrite() {
        return overwrite;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        flag(body, "dry_run", dry);
        flag(body, "overwrite", overwrite);
        flag(body, "force", force);
        if (!files.isEmpty()) {
            body.put("files", files);
        }
        if (!buckets.isEmpty()) {
            body.put("buckets", buckets);
        }
        return body;
    }

    private static void flag(Map<String, Object> body, String name, boolean set) {
        if (set) {
            body.put(name, true);
        }
    }

    /// The same where the body is an archive.
    String query() {
        return body().entrySet().stream()
                .flatMap(one -> one.getValue() instanceof List<?> all
                        ? all.stream().map(value -> one.getKey() + "=" + HostClient.segment(value.toString()))
                        : List.of(one.getKey() + "=" + one.getValue()).stream())
                .map(pair -> "&" + pair).collect(Collectors.joining());
    }

    void show(Output output, JsonNode report) {
        String revision = text(report, "revision");
        output.line(text(report, "source")
                + (revision.isEmpty() ? "" : " at revision " + revision.substring(0, Math.min(12, revision.length()))));
        report.path("files").forEach(file -> show(output, file, report.path("written").booleanValue(false)));
        if (!report.path("ignored").isEmpty()) {
            output.line("left out: " + joined(report.path("ignored")));
        }
    }

    private void show(Output output, JsonNode file, boolean written) {
        String version = text(file, "version");
        output.line(text(file, "file") + ": " + done(text(file, "action"), written)
                + (version.isEmpty() ? "" : ", version " + version)
                + (text(file, "present").isEmpty() ? "" : " (before: " + text(file, "present") + ")")
                + (file.path("changed").booleanValue(false) && !written
                        ? " (the one that is there has another text of its own)"
                        : ""));
        for (String name : ASKED) {
            JsonNode asks = file.path(text(file, "action").equals("replaces") ? "adds" : "asks").path(name);
            if (!asks.isEmpty()) {
                output.line("  " + name + ": " + joined(asks));
            }
        }
        file.path("problems").forEach(problem -> output.line("  "
                + (problem.path("line").intValue(0) == 0 ? "" : "line " + problem.path("line").intValue(0) + ": ")
                + text(problem, "severity") + ": " + text(problem, "message")));
        if (dry && !text(file, "diff").isEmpty()) {
            output.line(text(file, "diff").stripTrailing());
        }
    }

    private static String done(String action, boolean written) {
        return switch (action) {
            case "same" -> "as it is here";
            case "replaces" -> written ? "replaced" : "would be replaced";
            default -> written ? "installed" : "would be installed";
        };
    }

    private static String joined(JsonNode texts) {
        return texts.valueStream().map(one -> one.stringValue("")).collect(Collectors.joining(", "));
    }
}
