package dev.botyard.runtime.cli;

import dev.botyard.runtime.header.HeaderProblem;
import dev.botyard.runtime.header.HeaderValue;
import dev.botyard.runtime.plugin.Plugin;
import dev.botyard.runtime.plugin.PluginFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `botyard plugins`.
@Command(name = "plugins", description = "Shows, checks and runs plugins.", mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, check, run or logs; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A plugin's file name; for check a file or a folder.")
    private String file = "";

    @Option(names = "--message", paramLabel = "TEXT", description = "For run: the message that the script sees.")
    private String message = "";

    @Option(names = "--im", paramLabel = "IM", description = "For run: the IM type that the script sees; without it a fake run.")
    private String im = "";

    @Option(names = "--user", paramLabel = "ID", description = "For run: who said it.")
    private String user = "1";

    @Option(names = "--group", paramLabel = "ID", description = "For run: the group.")
    private String group = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Output output = new Output(spec);
        return switch (action) {
            case "list" -> list(output);
            case "check" -> check(output);
            case "run" -> run(output);
            case "logs" -> logs(output);
            default -> throw new CliProblem(2, "'" + action + "' is not an action; there are list, check, run and logs.");
        };
    }

    private int list(Output output) {
        JsonNode answer = client.get("/plugins");
        if (json) {
            output.json(answer);
        } else {
            output.table(answer.path("plugins"), "file", "state", "title", "version", "rules", "cron", "invalid");
            answer.path("unreadable").forEach(line -> output.line(line.stringValue("")));
        }
        return 0;
    }

    private int logs(Output output) {
        JsonNode answer = client.get("/runs?limit=20" + (file.isEmpty() ? "" : "&plugin=" + HostClient.segment(file)));
        if (json) {
            output.json(answer);
        } else {
            output.table(answer.path("runs"), "started", "id", "plugin", "trigger", "status", "duration_ms", "error");
        }
        return 0;
    }

    /// Exit code 1 when a plugin cannot run or a header line is wrong.
    private int check(Output output) throws IOException {
        Path path = Path.of(file.isEmpty() ? client.home().plugins().toString() : file).toAbsolutePath();
        if (!Files.exists(path)) {
            throw new CliProblem("There is no file or folder " + path + ".");
        }
        List<Path> files;
        if (Files.isDirectory(path)) {
            try (Stream<Path> found = Files.list(path)) {
                files = found.filter(PluginFile::isPlugin).sorted().toList();
            }
        } else {
            files = List.of(path);
        }
        boolean wrong = false;
        for (Path script : files) {
            Plugin plugin = PluginFile.read(script, List.of(script.getParent()), ZoneId.systemDefault());
            wrong |= !plugin.invalid().isEmpty()
                    || plugin.problems().stream().anyMatch(problem -> problem.severity() == HeaderProblem.Severity.ERROR);
            show(output, plugin);
        }
        return wrong ? 1 : 0;
    }

    private static void show(Output output, Plugin plugin) {
        output.line(plugin.file() + ": " + plugin.state() + ", " + plugin.language());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("title", plugin.header().displayName());
        facts.put("author", plugin.header().info().author());
        facts.put("version", plugin.header().info().version());
        facts.put("rules", values(plugin.header().rules()));
        facts.put("events", values(plugin.header().events()));
        facts.put("cron", plugin.header().cron().map(HeaderValue::text).orElse(""));
        facts.put("router", plugin.header().route().map(Object::toString).orElse(""));
        facts.put("params", plugin.header().params().stream().map(param -> param.fullKey()).collect(Collectors.joining(", ")));
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                output.line("  " + name + ": " + value);
            }
        });
        plugin.problems()
                .forEach(problem -> output
                        .line("  line " + problem.line() + ": " + problem.severity().name().toLowerCase(java.util.Locale.ROOT)
                                + ": " + problem.message()));
    }

    private static String values(List<HeaderValue> values) {
        return values.stream().map(HeaderValue::text).collect(Collectors.joining("  |  "));
    }

    private int run(Output output) {
        if (file.isEmpty()) {
            throw new CliProblem(2, "'botyard plugins run' needs a plugin's file name; see 'botyard plugins'.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        if (!im.isEmpty()) {
            body.put("imType", im);
            body.put("userID", user);
            body.put("groupCode", group);
        }
        body.put("wait", 600_000);
        JsonNode run = client.post("/plugins/" + HostClient.segment(Path.of(file).getFileName().toString()) + "/run", body);
        if (json) {
            output.json(run);
        } else {
            output.line(run.path("output").stringValue("").stripTrailing());
            run.path("notes").forEach(note -> output.line("note: " + note.stringValue("")));
            run.path("calls")
                    .forEach(call -> output.line("call: " + call.path("method").stringValue("") + " " + call.path("duration_ms")
                            + " ms"
                            + (call.path("error").stringValue("").isEmpty() ? "" : ": " + call.path("error").stringValue(""))));
            output.line("run " + run.path("id").stringValue("") + " ended with " + run.path("status").stringValue("") + " after "
                    + run.path("duration_ms") + " ms");
            if (!run.path("error").stringValue("").isEmpty()) {
                output.line(run.path("traceback").stringValue("") + run.path("error").stringValue(""));
            }
        }
        return run.path("status").stringValue("").equals("ok") ? 0 : 1;
    }
}
