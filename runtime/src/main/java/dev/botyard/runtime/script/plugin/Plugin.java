package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.header.PluginHeader;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.header.ReplyScript;
import dev.botyard.runtime.script.worker.ScriptCompiler;
import dev.botyard.runtime.script.worker.ToldHandler;
import dev.botyard.runtime.script.rule.Rule;
import dev.botyard.runtime.infra.json.Shown;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
/// @param declares whether its text asks for handlers, which it tells when it is run
/// @param handlers its ways in besides its headers, in the order of the file
public record Plugin(String file, Path path, Language language, String stamp, PluginHeader header, List<Rule> rules,
        List<HeaderProblem> problems, String invalid, boolean installing, boolean mentionsAll, List<Path> packages,
        String startJson, boolean off, boolean declares, List<ToldHandler> told, List<Entry> handlers) {

    /// One that nobody has switched off, without handlers.
    public Plugin(String file, Path path, Language language, String stamp, PluginHeader header, List<Rule> rules,
            List<HeaderProblem> problems, String invalid, boolean installing, boolean mentionsAll, List<Path> packages,
            String startJson) {
        this(file, path, language, stamp, header, rules, problems, invalid, installing, mentionsAll, packages, startJson, false,
                false,
                List.of(), List.of());
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

    /// The script as a compiler is told of it. One that lacks its packages tells no handlers yet.
    ///
    /// @param folders where modules of other plugins are found
    public ScriptCompiler.Script code(List<Path> folders) {
        return new ScriptCompiler.Script(path, dialect(header), declares && !installing, folders, packages);
    }

    /// The same script as one whose text asks for handlers.
    Plugin declaring() {
        return new Plugin(file, path, language, stamp, header, rules, problems, invalid, installing, mentionsAll, packages,
                startJson, off,
                true, told, handlers);
    }

    /// The same script with what its interpreter said about the code, and the handlers that it has told.
    public Plugin judged(Verdict verdict) {
        if (!verdict.fine()) {
            Plugin told = with(new HeaderProblem(verdict.line(), Severity.ERROR, verdict.message()));
            return told.broken(invalid.isEmpty() || installing ? verdict.toString() : invalid, false);
        }
        return verdict.handlers().isEmpty() ? this : withHandlers(verdict.handlers());
    }

    private Plugin withHandlers(List<ToldHandler> all) {
        List<HeaderProblem> found = new ArrayList<>(problems);
        List<Entry> entries = new ArrayList<>();
        for (ToldHandler one : all.subList(0, Math.min(all.size(), Entry.MOST))) {
            entries.add(Entry.of(header, one, found));
        }
        if (all.size() > Entry.MOST) {
            found.add(new HeaderProblem(0, Severity.ERROR,
                    "it has " + all.size() + " handlers; only the first " + Entry.MOST + " are heard"));
        }
        Plugin filled = new Plugin(file, path, language, stamp, header, rules, List.copyOf(found), invalid, installing,
                mentionsAll,
                packages, startJson, off, declares, all, List.copyOf(entries));
        return found.size() == problems.size() || !invalid.isEmpty()
                ? filled
                : filled.broken("line " + found.get(problems.size()).line() + ": " + found.get(problems.size()).message(), false);
    }

    private Plugin broken(String why, boolean stillInstalling) {
        return new Plugin(file, path, language, stamp, header, rules, problems, why, stillInstalling, mentionsAll, packages,
                startJson, off,
                declares, told, handlers);
    }

    /// The same script with one more problem.
    public Plugin with(HeaderProblem problem) {
        List<HeaderProblem> all = new ArrayList<>(problems);
        all.add(problem);
        return new Plugin(file, path, language, stamp, header, rules, List.copyOf(all), invalid, installing, mentionsAll,
                packages, startJson, off, declares, told, handlers);
    }

    /// The same script, switched off or on.
    Plugin switched(boolean nowOff) {
        return off == nowOff
                ? this
                : new Plugin(file, path, language, stamp, header, rules, problems, invalid, installing, mentionsAll, packages,
                        startJson, nowOff, declares, told, handlers);
    }

    /// All ways in: what its headers name, and its handlers.
    public List<Entry> entries() {
        return Stream.concat(Stream.of(Entry.of(header, rules)), handlers.stream()).toList();
    }

    /// The rules of all ways in.
    public Stream<Rule> allRules() {
        return Stream.concat(rules.stream(), handlers.stream().flatMap(handler -> handler.rules().stream()));
    }

    /// Whether anything fires it, or would if it could tell its handlers.
    public boolean fired() {
        return header.fired() || !handlers.isEmpty() || declares && !invalid.isEmpty();
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
