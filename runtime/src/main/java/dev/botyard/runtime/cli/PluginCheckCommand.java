package dev.botyard.runtime.cli;

import dev.botyard.runtime.script.library.ScriptCheck;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.plugin.PluginParams;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.plugin.PluginRecord;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.plugin.Plugin;
import dev.botyard.runtime.script.plugin.PluginFile;
import dev.botyard.runtime.infra.json.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `botyard plugins check`, which needs no running host.
@Command(name = "check", description = "Checks the headers of plugins and whether they compile, without a running host.", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
    " 0:all can run", " 1:one cannot run, or has a wrong header; with --strict also: or has a warning", " 2:wrong usage"})
final class PluginCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PluginsCommand plugins;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A script, or a folder of them; default: the home's plugins/.")
    private Path path;

    @Option(names = "--strict", description = "Warnings count as failures: header lines that were left out, scripts that nothing fires, modules that nobody has, tests of an answer that never hold.")
    private boolean strict;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path place = (path == null ? plugins.client().home().plugins() : path).toAbsolutePath();
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new CliProblem("There is no file or folder " + place + ".");
        }
        ScriptCheck.Checked checked = CheckedPlugins.of(scripts(place), plugins.client().home());
        boolean wrong = !checked.unreadable().isEmpty() || checked.plugins().stream().anyMatch(this::wrong);
        Output output = new Output(spec);
        if (plugins.answers().json()) {
            output.json(Shown.tree(Checked.of(checked, !wrong)));
        } else {
            checked.unreadable().forEach((script, reason) -> output.line(script.getFileName() + ": cannot be read: " + reason));
            checked.plugins().forEach(plugin -> show(output, plugin));
            if (checked.empty()) {
                output.line("There is no plugin in " + place + "; a plugin's file ends with .py, .js or .mjs.");
            }
        }
        return wrong ? 1 : 0;
    }

    private static List<Path> scripts(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> scripts = new ArrayList<>();
        for (Path folder : List.of(place, place.resolve(ReplyScript.FOLDER))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.list(folder)) {
                    found.filter(PluginFile::isPlugin).sorted().forEach(scripts::add);
                }
            }
        }
        return scripts;
    }

    private boolean wrong(Plugin plugin) {
        return !plugin.invalid().isEmpty()
                || plugin.problems().stream().anyMatch(problem -> strict || problem.severity() == Severity.ERROR);
    }

    private record Checked(boolean ok, List<PluginRecord> plugins, List<String> unreadable) {
        static Checked of(ScriptCheck.Checked checked, boolean fine) {
            return new Checked(fine,
                    checked.plugins().stream()
                            .map(plugin -> PluginRecord.of(plugin, List.of(), PluginParams.needed(plugin.header()))).toList(),
                    checked.unreadable().entrySet().stream()
                            .map(entry -> entry.getKey() + " cannot be read: " + entry.getValue()).toList());
        }
    }

    private static void show(Output output, Plugin plugin) {
        output.line(plugin.file() + ": " + plugin.state() + ", " + plugin.language().label()
                + (plugin.isReplyScript() ? " (" + ReplyScript.LANGUAGE + ")" : ""));
        PluginHeader header = plugin.header();
        fact(output, "invalid", told(plugin) ? "" : plugin.invalid());
        fact(output, "title", header.displayName());
        fact(output, "author", header.info().author());
        fact(output, "version", header.info().version());
        fact(output, "rules", values(header.rules()));
        fact(output, "events", values(header.events()));
        fact(output, "cron", header.cron().map(HeaderValue::text).orElse(""));
        fact(output, "router", header.route().map(route -> String.join(" ", route.methods()) + " " + route.path()).orElse(""));
        fact(output, "params", header.params().stream().map(param -> param.fullKey()).collect(Collectors.joining(", ")));
        fact(output, "needs settings", String.join(", ", PluginParams.needed(header)));
        plugin.problems().forEach(problem -> output.line("  " + problem.sentence()));
    }

    private static void fact(Output output, String name, String value) {
        if (!value.isEmpty()) {
            output.line("  " + name + ": " + value);
        }
    }

    /// Whether the reason why it cannot run stands among its problems.
    private static boolean told(Plugin plugin) {
        return plugin.problems().stream().anyMatch(problem -> plugin.invalid().endsWith(problem.message()));
    }

    private static String values(List<HeaderValue> values) {
        return values.stream().map(HeaderValue::text).collect(Collectors.joining("  |  "));
    }
}
