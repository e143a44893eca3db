package dev.botyard.runtime.script.header;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reply scripts: JavaScript with global functions that block, as older hosts have it, where other scripts load an SDK. Here, and nowhere
/// else, is decided which files are such.
///
/// Reads words and not the language: enough to tell the two apart, and to name functions that nobody has.
public final class ReplyScript {
    /// The dialect's name in headers and to workers.
    public static final String LANGUAGE = "es5";
    /// The folder in which older hosts keep them, and nothing else.
    public static final String FOLDER = "replies";

    private static final Pattern MODULE = Pattern.compile(
            "(?<![.\\w$])(?:require\\s*\\(|import\\b\\s*[\\w{*(\"']|export\\s+[\\w{*]|module\\.exports\\b|exports\\.\\w)");
    private static final Pattern SDK = Pattern.compile("(?:require\\s*\\(|from)\\s*['\"`][./]*middleware(?:\\.js)?['\"`]");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w$])(?:\\.\\.\\.)?([A-Za-z_$][\\w$]*)(\\s*\\()?");
    private static final Pattern DECLARED = Pattern.compile("(?:function\\s*\\*?|class|var|let|const)\\s+$");
    private static final Pattern IMPORTED = Pattern.compile("importJs\\s*\\(\\s*(['\"`])([^'\"`\n]+)\\1");

    private ReplyScript() {}

    /// Whether a script is one: its header says so; or its folder, unless it loads the SDK; or it calls the globals and loads nothing.
    ///
    /// @param declared what the header names as the language, `""` for nothing
    static boolean is(String declared, Path file, String source) {
        if (!declared.isEmpty()) {
            return declared.equals(LANGUAGE);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && folder.endsWith(FOLDER)) {
            return !SDK.matcher(source).find();
        }
        String code = BareCode.of(source);
        return !MODULE.matcher(code).find() && Calls.of(code).undeclared().keySet().stream()
                .anyMatch(name -> ReplyGlobals.NAMES.contains(name) && !name.equals("importJs"));
    }

    /// Lines that call functions which neither the engine, nor the host, nor the script itself has.
    ///
    /// @param imported the text of a file that it imports, null where there is none
    public static List<HeaderProblem> unknownGlobals(String source, UnaryOperator<String> imported) {
        String code = BareCode.of(source);
        Set<String> known = new HashSet<>(ReplyGlobals.NAMES);
        known.addAll(ReplyGlobals.LANGUAGE);
        List<HeaderProblem> problems = new ArrayList<>();
        boolean all = true;
        for (Matcher name = IMPORTED.matcher(source); name.find();) {
            if (!code.startsWith("importJs", name.start())) {
                continue;
            }
            String text = imported.apply(name.group(2));
            if (text == null) {
                all = false;
                problems.add(new HeaderProblem(line(source, name.start()), HeaderProblem.Severity.WARNING,
                        "importJs: there is no file " + name.group(2)
                                + " beside the plugins; it is the author's own and belongs there"));
            } else {
                known.addAll(Calls.of(BareCode.of(text)).otherNames);
            }
        }
        if (all) {
            Calls.of(code).undeclared().forEach((name, at) -> {
                if (!known.contains(name)) {
                    problems.add(new HeaderProblem(line(code, at), HeaderProblem.Severity.WARNING, "'" + name
                            + "' is no function of reply scripts, and neither the script nor what it imports declares it"));
                }
            });
        }
        return problems;
    }

    /// What a script calls by a mere name, and the names that stand elsewhere in it.
    private record Calls(Map<String, Integer> called, Set<String> otherNames) {
        static Calls of(String code) {
            Map<String, Integer> called = new LinkedHashMap<>();
            Set<String> others = new HashSet<>();
            for (Matcher name = NAME.matcher(code); name.find();) {
                boolean declared = DECLARED.matcher(code.substring(Math.max(0, name.start() - 20), name.start())).find();
                if (declared || name.group(2) == null || isMethod(code, name.end())) {
                    others.add(name.group(1));
                } else {
                    called.putIfAbsent(name.group(1), name.start());
                }
            }
            return new Calls(called, others);
        }

        /// A name that also stands where it gets a value may be anything. `var isAdmin = isAdmin()` is the exception that people write.
        Map<String, Integer> undeclared() {
            Map<String, Integer> found = new LinkedHashMap<>(called);
            found.keySet().removeIf(name -> otherNames.contains(name) && !HIDES.contains(name));
            return found;
        }

        private static final Set<String> HIDES = Set.of("GetContent", "GetUserID", "GetChatID", "ImType", "GetImType");

        /// Whether a block follows the closing bracket: a method, not a call.
        private static boolean isMethod(String code, int from) {
            int depth = 1;
            int at = from;
            for (; at < code.length() && depth > 0; at++) {
                depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
            }
            while (at < code.length() && Character.isWhitespace(code.charAt(at)) && code.charAt(at) != '\n') {
                at++;
            }
            return at < code.length() && code.charAt(at) == '{';
        }
    }

    private static int line(String text, int at) {
        return (int) text.substring(0, at).chars().filter(sign -> sign == '\n').count() + 1;
    }
}
