package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.config.DanglingLink;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.HeaderValue;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.PluginHeaderParser;
import dev.botyard.runtime.script.header.ReplyScript;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Reads one script file.
public final class PluginFile {
    /// How large a script may be.
    public static final int MAX_BYTES = 8 << 20;
    /// The SDK's own files, which installations of other hosts keep among the plugins.
    private static final Set<String> SDK_FILES = Set.of("middleware.py", "middleware.js", "middleware_ql.py", "middleware_ql.js",
            "middleware_dd.py", "middleware_dd.js", "middleware.pyi", "middleware.d.ts");

    /// What a file says that has handlers. Nothing before the name goes beyond its line, so that a long file is looked through once.
    private static final Pattern HANDLERS = Pattern.compile(
            "^[ \\t\\x0B\\f]*(?:from|import)\\s[^#\\r\\n]*\\bbotyard\\b|[\"']botyard[\"']",
            Pattern.MULTILINE);

    private PluginFile() {}

    /// Whether a file in a plugin folder is a script.
    public static boolean isPlugin(Path path) {
        String name = path.getFileName().toString();
        return Language.ofFile(name).isPresent() && !name.startsWith(".") && !name.startsWith("_") && !isSdk(name);
    }

    /// Whether a file of this name belongs to an SDK.
    public static boolean isSdk(String name) {
        return SDK_FILES.contains(name);
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
        String stamp = stamp(bytes);
        Language language = Language.ofFile(name)
                .orElseThrow(() -> new IOException("no language of plugins has files that are called so"));
        ScriptSource text = ScriptSource.of(language, bytes);
        PluginHeader header = PluginHeaderParser.parse(path, text.text());
        List<HeaderProblem> problems = new ArrayList<>(header.problems());
        if (!text.problem().isEmpty()) {
            problems.add(new HeaderProblem(text.line(), Severity.ERROR, text.problem()));
        }
        List<Rule> rules = new ArrayList<>();
        String matched = compile(header, rules, problems);
        String invalid = text.problem().isEmpty() ? matched : "line " + text.line() + ": " + text.problem();
        header.cron().ifPresent(cron -> checkCron(cron, zone, problems));
        PluginEnvironments.State environment = environments.of(language,
                Stream.concat(header.dependencies().stream(), environments.added(name).stream()).toList(), changed);
        environment.notes().forEach(note -> problems.add(new HeaderProblem(0, Severity.WARNING, note)));
        Plugin read = new Plugin(name, path, language, stamp, header, List.copyOf(rules), List.copyOf(problems),
                invalid.isEmpty() ? environment.problem() : invalid, invalid.isEmpty() && environment.installing(),
                header.choices().mentionAll().orElseGet(() -> EverybodyMention.in(text.text())),
                environment.paths(), Plugin.startJson(path, folders, environment.paths(), header, stamp));
        return HANDLERS.matcher(text.text()).find() && !read.isReplyScript() ? read.declaring() : read;
    }

    /// Tells one version of a file from another.
    public static String stamp(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return Long.toHexString(sum.getValue()) + "-" + bytes.length;
    }

    /// The text of a script, with replacement characters where it cannot be read.
    public static String text(String file, byte[] bytes) {
        return ScriptSource.of(Language.ofFile(file).orElse(Language.PYTHON), bytes).text();
    }

    /// A script's text as its file has it: UTF-8, or what its coding line says.
    ///
    /// @throws IllegalArgumentException when it has characters that its coding cannot write
    public static byte[] bytes(String file, String text) {
        return ScriptSource.written(Language.ofFile(file).orElse(Language.PYTHON), text);
    }

    /// What only a check says of a script, because much that works looks like it: global functions that do not exist, and tests for an answer
    /// that did not come, in the way of a host that gives another value then.
    ///
    /// @param timeoutNone what the host gives where the header does not say
    public static List<HeaderProblem> advice(Plugin plugin, boolean timeoutNone) throws IOException {
        String text = ScriptSource.of(plugin.language(), Files.readAllBytes(plugin.path())).text();
        List<HeaderProblem> advice = new ArrayList<>();
        if (plugin.isReplyScript()) {
            advice.addAll(ReplyScript.unknownGlobals(text, name -> imported(plugin, name)));
        }
        if (!plugin.header().choices().timeoutNone().orElse(timeoutNone)) {
            advice.addAll(NoneTests.in(text));
        }
        return List.copyOf(advice);
    }

    /// The text of what a reply script imports, null where there is none. `qinglong.js` is the SDK's.
    private static String imported(Plugin plugin, String name) {
        String file = name.substring(name.lastIndexOf(':') + 1);
        for (Path folder : List.of(plugin.folder(), plugin.folder().resolve(ReplyScript.FOLDER), plugin.folder().resolve(".."))) {
            for (Path found : List.of(folder.resolve(file), folder.resolve(file + ".js"))) {
                try {
                    if (Files.isRegularFile(found) && Files.size(found) <= MAX_BYTES) {
                        return ScriptSource.of(plugin.language(), Files.readAllBytes(found)).text();
                    }
                } catch (IOException _) {
                    return null;
                }
            }
        }
        return file.matches("qinglong(?:\\.js)?") ? "var Qinglong" : null;
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
