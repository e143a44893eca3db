package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.DanglingLink;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.cron.CronExpression;
import dev.botyard.runtime.script.cron.InvalidCronException;
import dev.botyard.runtime.script.rule.InvalidRuleException;
import dev.botyard.runtime.script.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;

/// Reads one script file.
public final class PluginFile {
    private static final int MAX_BYTES = 8 << 20;
    /// The SDK's own files, which installations of other hosts keep among the plugins.
    private static final Set<String> SDK_FILES = Set.of("middleware.py", "middleware.js", "middleware_ql.py", "middleware_ql.js",
            "middleware_dd.py", "middleware_dd.js", "middleware.pyi", "middleware.d.ts");

    private PluginFile() {}

    /// Whether a file in a plugin folder is a script.
    public static boolean isPlugin(Path path) {
        String name = path.getFileName().toString();
        return Language.ofFile(name).isPresent() && !name.startsWith(".") && !name.startsWith("_") && !SDK_FILES.contains(name);
    }

    /// Reads and checks a script.
    ///
    /// @param folders where modules of other plugins are found
    /// @throws IOException when the file cannot be read
    public static Plugin read(Path path, List<Path> folders, ZoneId zone) throws IOException {
        return read(path, folders, zone, (_, _, _) -> PluginEnvironments.State.NOTHING_NEEDED, () -> {});
    }

    /// Reads and checks a script and sees to its packages.
    ///
    /// @param changed called when packages that were missing have been installed, or could not be
    static Plugin read(Path path, List<Path> folders, ZoneId zone, PluginEnvironments environments, Runnable changed)
            throws IOException {
        String name = path.getFileName().toString();
        if (DanglingLink.is(path)) {
            throw new IOException(DanglingLink.sentence(path));
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("it is larger than " + MAX_BYTES + " bytes");
        }
        byte[] bytes = Files.readAllBytes(path);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String stamp = Long.toHexString(sum.getValue()) + "-" + bytes.length;
        Language language = Language.ofFile(name)
                .orElseThrow(() -> new IOException("no language of plugins has files that are called so"));
        ScriptSource text = ScriptSource.of(language, bytes);
        PluginHeader header = PluginHeaderParser.parse(name, text.text());
        List<HeaderProblem> problems = new ArrayList<>(header.problems());
        if (!text.problem().isEmpty()) {
            problems.add(new HeaderProblem(text.line(), Severity.ERROR, text.problem()));
        }
        List<Rule> rules = new ArrayList<>();
        String matched = compile(header, rules, problems);
        String compiled = text.problem().isEmpty() ? matched : "line " + text.line() + ": " + text.problem();
        String invalid = compiled.isEmpty() ? unsupported(header.info().language()) : compiled;
        header.cron().ifPresent(cron -> checkCron(cron, zone, problems));
        PluginEnvironments.State environment = environments.of(language, header.dependencies(), changed);
        environment.notes().forEach(note -> problems.add(new HeaderProblem(0, Severity.WARNING, note)));
        return new Plugin(name, path, language, stamp, header, List.copyOf(rules), List.copyOf(problems),
                invalid.isEmpty() ? environment.problem() : invalid, invalid.isEmpty() && environment.installing(),
                header.choices().mentionAll().orElseGet(() -> EverybodyMention.in(text.text())),
                environment.paths(), Plugin.startJson(path, folders, environment.paths(), header, stamp));
    }

    /// What only a check says of a script, because much that works looks like it: tests for an answer that did not come, in the way of a host
    /// that gives another value then.
    ///
    /// @param timeoutNone what the host gives where the header does not say
    public static List<HeaderProblem> advice(Plugin plugin, boolean timeoutNone) throws IOException {
        return plugin.header().choices().timeoutNone().orElse(timeoutNone)
                ? List.of()
                : NoneTests.in(ScriptSource.of(plugin.language(), Files.readAllBytes(plugin.path())).text());
    }

    /// Whether an interpreter of this host can say something about the code.
    public static boolean compilable(Plugin plugin) {
        return unsupported(plugin.header().info().language()).isEmpty();
    }

    /// Why the language that the header names cannot run here, `""` when it can.
    private static String unsupported(String language) {
        return switch (language.toLowerCase(Locale.ROOT)) {
            case "es5" ->
                "reply scripts in ES5 with global functions are not supported; write it for Node with require('./middleware')";
            case "golang", "go" -> "Go scripts are not supported; write the plugin in Python or JavaScript";
            default -> "";
        };
    }

    private static void checkCron(HeaderValue cron, ZoneId zone, List<HeaderProblem> problems) {
        try {
            CronExpression.parse(cron.text(), zone);
        } catch (InvalidCronException e) {
            problems.add(new HeaderProblem(cron.line(), Severity.ERROR, e.getMessage()));
        }
    }

    private static String compile(PluginHeader header, List<Rule> rules, List<HeaderProblem> problems) {
        String invalid = "";
        for (HeaderValue value : header.rules()) {
            try {
                rules.add(Rule.compile(value.text()));
            } catch (InvalidRuleException e) {
                problems.add(new HeaderProblem(value.line(), Severity.ERROR, e.getMessage()));
                invalid = "line " + value.line() + ": " + e.getMessage();
            }
        }
        return invalid;
    }
}
