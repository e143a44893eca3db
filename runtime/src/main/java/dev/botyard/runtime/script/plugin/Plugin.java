package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One script at one version of its file. Immutable.
///
/// @param file     the file's name, which identifies the plugin on this host
/// @param stamp    changes with the file's content
/// @param rules    those that compiled
/// @param problems of the header, of the rules and of the code
/// @param invalid  why it cannot run, `""` when it can
/// @param installing whether it can as soon as its packages are there, for which its runs wait
/// @param mentionsAll whether its author wrote mentions of everybody
/// @param packages  folders of the packages that it may import
/// @param startJson `"plugin":{…}` of the worker protocol, made once per version
/// @param off whether an operator has switched it off, of which its file says nothing
public record Plugin(String file, Path path, Language language, String stamp, PluginHeader header, List<Rule> rules,
        List<HeaderProblem> problems, String invalid, boolean installing, boolean mentionsAll, List<Path> packages,
        String startJson, boolean off) {

    /// One that nobody has switched off.
    public Plugin(String file, Path path, Language language, String stamp, PluginHeader header, List<Rule> rules,
            List<HeaderProblem> problems, String invalid, boolean installing, boolean mentionsAll, List<Path> packages,
            String startJson) {
        this(file, path, language, stamp, header, rules, problems, invalid, installing, mentionsAll, packages, startJson, false);
    }

    /// What its worker is told.
    private record Started(Path file, Path folder, List<Path> folders, List<Path> paths, String name, String title,
            String version,
            String stamp, String dialect) {}

    static String startJson(Path path, List<Path> folders, List<Path> packages, PluginHeader header, String stamp) {
        return "\"plugin\":" + Shown.text(new Started(path, path.getParent(), folders, packages, header.baseName(),
                header.displayName(), header.info().version(), stamp, dialect(header)));
    }

    /// What a worker must know to run the file, beside its language: `es5` or `""`.
    private static String dialect(PluginHeader header) {
        return isReplyScript(header) ? ReplyScript.LANGUAGE : "";
    }

    private static boolean isReplyScript(PluginHeader header) {
        return header.info().language().equals(ReplyScript.LANGUAGE);
    }

    /// Whether it is one with global functions that block.
    public boolean isReplyScript() {
        return isReplyScript(header);
    }

    /// The script as a compiler is told of it.
    public ScriptCompiler.Script code() {
        return new ScriptCompiler.Script(path, dialect(header));
    }

    /// The same script with what its interpreter said about the code.
    public Plugin judged(Verdict verdict) {
        if (verdict.fine()) {
            return this;
        }
        Plugin told = with(new HeaderProblem(verdict.line(), Severity.ERROR, verdict.message()));
        return new Plugin(file, path, language, stamp, header, rules, told.problems,
                invalid.isEmpty() || installing ? verdict.toString() : invalid, false, mentionsAll, packages, startJson, off);
    }

    /// The same script with one more problem.
    public Plugin with(HeaderProblem problem) {
        List<HeaderProblem> all = new ArrayList<>(problems);
        all.add(problem);
        return new Plugin(file, path, language, stamp, header, rules, List.copyOf(all), invalid, installing, mentionsAll,
                packages, startJson, off);
    }

    /// The same script, switched off or on.
    Plugin switched(boolean nowOff) {
        return off == nowOff
                ? this
                : new Plugin(file, path, language, stamp, header, rules, problems, invalid, installing, mentionsAll, packages,
                        startJson, nowOff);
    }

    /// The folder of the file: the run's working directory.
    public Path folder() {
        return path.getParent();
    }

    /// Whether messages and other triggers may fire it.
    public boolean enabled() {
        return (invalid.isEmpty() || installing) && !header.disabled() && !off;
    }

    /// `enabled`, `disabled`, `installing` or `invalid`.
    public String state() {
        return installing ? "installing" : !invalid.isEmpty() ? "invalid" : header.disabled() || off ? "disabled" : "enabled";
    }
}
