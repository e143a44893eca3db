package dev.botyard.runtime.cli;

import dev.botyard.runtime.config.HostSettings.PluginSettings;
import dev.botyard.runtime.header.HeaderProblem;
import dev.botyard.runtime.header.HeaderValue;
import dev.botyard.runtime.plugin.Plugin;
import dev.botyard.runtime.plugin.PluginFile;
import dev.botyard.runtime.worker.Interpreters;
import dev.botyard.runtime.worker.ScriptCompiler;
import dev.botyard.runtime.worker.ScriptCompiler.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final Actions ACTIONS = new Actions("list", "check", "run", "logs");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostClient client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list, check, run or logs; default: list.")
    private String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A plugin's file name; for check a file or a folder, for run also a script elsewhere.")
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
    public Integer call() throws IOException, InterruptedException {
        ACTIONS.check(action);
        Output output = new Output(spec);
        return switch (action) {
            case "list" -> list(output);
            case "check" -> check(output);
            case "run" -> run(output);
            default -> logs(output);
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

    /// Exit code 1 when a plugin cannot run, does not compile or has a wrong header line.
    private int check(Output output) throws IOException, InterruptedException {
        Path path = Path.of(file.isEmpty() ? client.home().plugins().toString() : file).toAbsolutePath();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
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
        List<Plugin> plugins = new ArrayList<>();
        boolean wrong = false;
        for (Path script : files) {
            try {
                plugins.add(PluginFile.read(script, List.of(script.getParent()), ZoneId.systemDefault()));
            } catch (IOException e) {
                wrong = true;
                output.line(script.getFileName() + ": cannot be read: " + e.getMessage());
            }
        }
        Map<Path, Verdict> verdicts = compile(plugins);
        for (Plugin read : plugins) {
            Plugin plugin = read.judged(verdicts.getOrDefault(read.path(), Verdict.FINE));
            wrong |= !plugin.invalid().isEmpty()
                    || plugin.problems().stream().anyMatch(problem -> problem.severity() == HeaderProblem.Severity.ERROR);
            show(output, plugin);
        }
        if (files.isEmpty()) {
            output.line("There is no plugin in " + path + "; a plugin's file ends with .py, .js or .mjs.");
        }
        return wrong ? 1 : 0;
    }

    /// A script whose interpreter cannot be asked cannot run here either, which is its verdict then.
    private Map<Path, Verdict> compile(List<Plugin> plugins) throws InterruptedException {
        PluginSettings settings = Settings.read(client.home()).value().plugins();
        Interpreters interpreters = new Interpreters(Distribution.sdk(), settings.python(), settings.node());
        Map<Path, Verdict> verdicts = new HashMap<>();
        Map<String, List<Path>> languages = plugins.stream().filter(PluginFile::compilable)
                .collect(Collectors.groupingBy(Plugin::language, Collectors.mapping(Plugin::path, Collectors.toList())));
        try (ScriptCompiler compiler = new ScriptCompiler(() -> interpreters)) {
            for (Map.Entry<String, List<Path>> language : languages.entrySet()) {
                try {
                    verdicts.putAll(compiler.compile(language.getKey(), language.getValue()));
                } catch (IOException e) {
                    language.getValue()
                            .forEach(script -> verdicts.put(script, new Verdict(0, "it was not compiled: " + e.getMessage())));
                }
            }
        }
        return verdicts;
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
        facts.put("router",
                plugin.header().route().map(route -> String.join(" ", route.methods()) + " " + route.path()).orElse(""));
        facts.put("params", plugin.header().params().stream().map(param -> param.fullKey()).collect(Collectors.joining(", ")));
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                output.line("  " + name + ": " + value);
            }
        });
        plugin.problems()
                .forEach(problem -> output
                        .line("  " + (problem.line() == 0 ? "" : "line " + problem.line() + ": ")
                                + problem.severity().name().toLowerCase(java.util.Locale.ROOT)
                                + ": " + problem.message()));
    }

    private static String values(List<HeaderValue> values) {
        return values.stream().map(HeaderValue::text).collect(Collectors.joining("  |  "));
    }

    /// By its name on the running host; a script that lies elsewhere, or without a running host, on one that is thrown away.
    private int run(Output output) throws IOException, InterruptedException {
        if (file.isEmpty()) {
            throw new CliProblem(2, "'botyard plugins run' needs a plugin's file name; see 'botyard plugins'.");
        }
        Path path = Path.of(file).toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            return run(client, file, output);
        }
        if (!PluginFile.isPlugin(path)) {
            throw new CliProblem(path + " is not a plugin; a plugin's file ends with .py, .js or .mjs.");
        }
        if (knows(path)) {
            return run(client, path.getFileName().toString(), output);
        }
        try (TrialHost trial = TrialHost.with(path)) {
            return run(trial.client(), path.getFileName().toString(), output);
        }
    }

    private boolean knows(Path path) {
        try {
            return client.get("/plugins").path("plugins").valueStream()
                    .anyMatch(plugin -> Path.of(plugin.path("path").stringValue("")).equals(path));
        } catch (HostMissing _) {
            return false;
        }
    }

    private int run(HostClient host, String name, Output output) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        if (!im.isEmpty()) {
            body.put("imType", im);
            body.put("userID", user);
            body.put("groupCode", group);
        }
        body.put("wait", 600_000);
        JsonNode run = host.post("/plugins/" + HostClient.segment(name) + "/run", body);
        if (json) {
            output.json(run);
        } else {
            report(run, output);
        }
        return run.path("status").stringValue("").equals("ok") ? 0 : 1;
    }

    private static void report(JsonNode run, Output output) {
        String printed = run.path("output").stringValue("").stripTrailing();
        if (!printed.isEmpty()) {
            output.line(printed);
        }
        run.path("notes").forEach(note -> output.line("note: " + note.stringValue("")));
        run.path("calls").forEach(call -> output.line("call: " + call.path("method").stringValue("") + " "
                + call.path("duration_ms") + " ms" + suffix(call.path("error").stringValue(""))));
        if (!run.path("value").stringValue("").isEmpty()) {
            output.line("value: " + run.path("value").stringValue(""));
        }
        if (!run.path("error").stringValue("").isEmpty()) {
            output.line((run.path("traceback").stringValue("").stripTrailing() + "\n" + run.path("error").stringValue(""))
                    .strip());
        }
        output.line("run " + run.path("id").stringValue("") + " ended with " + run.path("status").stringValue("") + " after "
                + run.path("duration_ms") + " ms");
    }

    private static String suffix(String error) {
        return error.isEmpty() ? "" : ": " + error;
    }
}
