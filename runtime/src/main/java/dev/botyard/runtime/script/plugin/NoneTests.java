package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds lines of a script that know only `None` or `null` for an answer that did not come, as scripts for autMan do, while this host gives `""`.
///
/// Reads lines and not the language: an answer is followed from where a name gets it to where the name gets another value or its function
/// ends. Whatever else looks at the name as a truth, or compares it with `""`, tells that the author knows.
final class NoneTests {
    private static final String NOTHING = "(?:None|null|undefined)\\b";
    private static final String ASKS = "(?:\\.|\\bawait\\s+)(?:listen|input)\\s*\\(";
    private static final Pattern ASKED = Pattern.compile("([A-Za-z_$][\\w$]*)\\s*(?::[^=()]+)?:?=(?!=)\\s*[^=]*?" + ASKS);
    /// An answer that is made into something else at once.
    private static final Pattern REPLACED = Pattern.compile(ASKS + "[^()]*\\)\\s*\\)*\\s*(?:or\\b|\\|\\||\\?\\?)");
    private static final Pattern TESTED_AT_ONCE = Pattern
            .compile(ASKS + "[^()]*\\)\\s*\\)*\\s*(?:is\\s+(?:not\\s+)?|[!=]==?\\s*)" + NOTHING);
    private static final Pattern COMMENT = Pattern.compile("^\\s*(?:#|//|\\*|/\\*)");
    private static final Pattern FUNCTION = Pattern
            .compile("^\\s*(?:export\\s+)?(?:async\\s+)?(?:def|class|function)\\b.*|^\\s*(?:const|let|var)\\s+[^=]+=[^=>]*=>.*");

    private final String[] lines;
    private final List<HeaderProblem> found = new ArrayList<>();

    private NoneTests(String source) {
        lines = source.split("\\R", -1);
    }

    static List<HeaderProblem> in(String source) {
        NoneTests tests = new NoneTests(source);
        tests.read();
        return List.copyOf(tests.found);
    }

    private void read() {
        for (int at = 0; at < lines.length; at++) {
            if (COMMENT.matcher(lines[at]).lookingAt()) {
                continue;
            }
            Matcher asked = ASKED.matcher(lines[at]);
            if (TESTED_AT_ONCE.matcher(lines[at]).find()) {
                add(at, "the answer");
            } else if (asked.find() && !REPLACED.matcher(lines[at]).find()) {
                follow(asked.group(1), at);
            }
        }
    }

    private void follow(String name, int from) {
        String word = "(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$])";
        Pattern given = Pattern.compile("^\\s*(?:(?:const|let|var)\\s+)?" + word + "\\s*=(?!=)");
        Pattern none = Pattern.compile(word + "\\s*(?:is\\s+(?:not\\s+)?|[!=]==?\\s*)" + NOTHING
                + "|" + NOTHING + "\\s*[!=]==?\\s*" + word);
        Pattern known = Pattern.compile("(?:\\bnot\\s+|!\\s*)" + word + "(?!\\s*(?:\\(|is\\b))"
                + "|" + word + "(?:\\.(?:strip|trim)\\(\\))?\\s*[!=]==?\\s*(?:\"\"|'')"
                + "|(?:\"\"|'')\\s*[!=]==?\\s*" + word
                + "|\\b(?:if|elif|while|and|or)\\s*\\(?\\s*" + word + "\\s*(?:\\)|:|\\band\\b|\\bor\\b|&&|\\|\\||\\?)"
                + "|" + word + "\\s*(?:\\bor\\b|\\band\\b|&&|\\|\\||\\?(?!\\.))"
                + "|(?:&&|\\|\\|)\\s*" + word + "\\s*[)&|?;]"
                + "|\\blen\\(\\s*" + word + "|" + word + "(?:\\.trim\\(\\))?\\.length\\b"
                + "|" + word + "\\s+(?:not\\s+)?in\\s*[(\\[{][^)\\]}]*(?:\"\"|'')");
        int depth = depth(from);
        int tested = -1;
        for (int at = from; at < lines.length; at++) {
            String line = lines[at];
            boolean left = at > from && (given.matcher(line).find() || depth(at) < depth && FUNCTION.matcher(line).matches());
            if (left) {
                break;
            }
            if (COMMENT.matcher(line).lookingAt()) {
                continue;
            }
            if (known.matcher(line).find()) {
                return;
            }
            if (tested < 0 && none.matcher(line).find()) {
                tested = at;
            }
        }
        if (tested >= 0) {
            add(tested, "'" + name + "'");
        }
    }

    private int depth(int at) {
        int depth = 0;
        while (depth < lines[at].length() && Character.isWhitespace(lines[at].charAt(depth))) {
            depth++;
        }
        return depth;
    }

    private void add(int at, String what) {
        found.add(new HeaderProblem(at + 1, Severity.WARNING, what
                + " of listen or input is compared with None or null only, but is \"\" when nobody answers in time; test for that too,"
                + " or add the header [timeout_value: none]"));
    }
}
