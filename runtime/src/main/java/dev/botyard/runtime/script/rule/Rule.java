package dev.botyard.runtime.script.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One message trigger. Immutable.
///
/// `raw ` in front, or `^` at the start, or `$` at the end makes the rule a pattern that is searched for. Any other rule has to
/// match the whole text: first as a pattern, then, if it has a `?` or a `[name]`, as a template. Case counts, and `.` stops at
/// the end of a line. Only the first [#LONGEST_TEXT] characters of a text are looked at.
public final class Rule {
    /// Longer texts are cut before matching, since the time of many patterns grows faster than their text.
    public static final int LONGEST_TEXT = 64 * 1024;
    /// How often one attempt may look at a character. It is about a millisecond's work.
    static final int BUDGET = 200_000;
    private static final int LONGEST_RULE = 8 * 1024;
    private static final Pattern ANCHORS = Pattern.compile("^\\^|\\$$");
    private static final Pattern PYTHON_GROUP_NAME = Pattern.compile("\\(\\?P<\\w+>");

    private final String text;
    private final boolean search;
    /// The rule itself if it has no character of special meaning, otherwise null.
    private final String literal;
    private final Pattern pattern;
    private final Pattern template;
    private final List<String> names;

    private Rule(String text, boolean search, String literal, Pattern pattern, Pattern template) {
        this(text, search, literal, pattern, template, List.of());
    }

    private Rule(String text, boolean search, String literal, Pattern pattern, Pattern template, List<String> names) {
        this.names = names;
        this.text = text;
        this.search = search;
        this.literal = literal;
        this.pattern = pattern;
        this.template = template;
    }

    /// @throws InvalidRuleException if the rule does not compile
    public static Rule compile(String text) {
        String rule = bounded(text);
        if (rule.equals("raw")) {
            throw new InvalidRuleException("The rule is empty.");
        }
        return switch (RuleForm.of(rule)) {
            case RAW, ANCHORED -> new Rule(rule, true, null, compiled(RuleForm.bare(rule)), null);
            case WORDS -> new Rule(rule, false, rule, null, null);
            case PATTERN -> new Rule(rule, false, null, compiled(rule), null);
            case TEMPLATE -> new Rule(rule, false, null, rule.equals("?") ? null : patternOrNull(rule),
                    compiled(RuleTemplate.toPattern(rule).orElseThrow()));
        };
    }

    /// A rule that matches these words and nothing else, whatever their characters mean elsewhere.
    ///
    /// @throws InvalidRuleException if there are none, or too many
    public static Rule literally(String text) {
        String words = bounded(text);
        return new Rule(words, false, words, null, null);
    }

    /// A rule in which nothing but `?` and `[name]` has a meaning.
    ///
    /// @throws InvalidRuleException if it is empty or too long
    public static Rule template(String text) {
        String rule = bounded(text);
        return RuleTemplate.toPattern(rule).map(regex -> new Rule(rule, false, null, null, compiled(regex)))
                .orElseGet(() -> literally(rule));
    }

    /// A rule of words and names in braces, as handlers have it.
    ///
    /// @throws InvalidRuleException if it is empty or too long, or a brace opens nothing
    public static Rule pattern(String text) {
        String rule = bounded(text);
        RulePattern read = RulePattern.of(rule);
        return read.names().isEmpty() ? literally(rule) : new Rule(rule, false, null, compiled(read.regex()), null, read.names());
    }

    /// A rule that fits every text.
    public static Rule any() {
        return new Rule("", true, null, compiled(""), null);
    }

    /// A rule that is searched for.
    ///
    /// @throws InvalidRuleException if it does not compile
    public static Rule searched(String regex) {
        String rule = bounded(regex);
        return new Rule(rule, true, null, compiled(rule), null);
    }

    private static String bounded(String text) {
        String rule = text.strip();
        if (rule.isEmpty()) {
            throw new InvalidRuleException("The rule is empty.");
        }
        if (rule.length() > LONGEST_RULE) {
            throw new InvalidRuleException("The rule is longer than " + LONGEST_RULE + " characters.");
        }
        return rule;
    }

    /// The rule as its author wrote it, without blanks around it.
    public String text() {
        return text;
    }

    /// The names of its captures, where it names them.
    public List<String> names() {
        return names;
    }

    /// The captures of a match, "" for a group that took no part; empty if the rule does not match or its attempt was given up.
    public Optional<List<String>> match(String message) {
        try {
            return Optional.ofNullable(attempt(cut(message)));
        } catch (BudgetExceededException e) {
            return Optional.empty();
        }
    }

    /// What to say so that the rule matches, where the rule names a plain text and nothing else.
    public Optional<String> saying() {
        if (literal != null) {
            return Optional.of(literal);
        }
        String bare = ANCHORS.matcher(RuleForm.bare(text)).replaceAll("").strip();
        return Optional.of(bare).filter(said -> !said.isEmpty() && RuleSyntax.isLiteral(said) && match(said).isPresent());
    }

    static String cut(String message) {
        return message.length() <= LONGEST_TEXT ? message : message.substring(0, LONGEST_TEXT);
    }

    /// The captures, or null if there is no match.
    List<String> attempt(String message) throws BudgetExceededException {
        if (literal != null) {
            return literal.equals(message) ? List.of() : null;
        }
        BudgetedText budgeted = new BudgetedText(message, BUDGET);
        try {
            List<String> captures = pattern == null ? null : attempt(pattern, message, budgeted);
            return captures != null || template == null ? captures : attempt(template, message, budgeted);
        } catch (StackOverflowError e) {
            throw BudgetExceededException.TOO_DEEP;
        }
    }

    private List<String> attempt(Pattern tried, String message, BudgetedText budgeted) throws BudgetExceededException {
        Matcher matcher = tried.matcher(budgeted);
        if (!(search ? matcher.find() : matcher.matches())) {
            return null;
        }
        String[] captures = new String[matcher.groupCount()];
        for (int group = 1; group <= captures.length; group++) {
            int start = matcher.start(group);
            captures[group - 1] = start < 0 ? "" : message.substring(start, matcher.end(group));
        }
        return List.of(captures);
    }

    String literal() {
        return literal;
    }

    /// What every matching text must contain.
    RequiredText requiredText() {
        if (literal != null) {
            return RequiredText.whole(literal);
        }
        RequiredText ofPattern = pattern == null ? null : RequiredText.of(pattern.pattern(), !search);
        RequiredText ofTemplate = template == null ? null : RequiredText.of(template.pattern(), true);
        if (ofPattern == null || ofTemplate == null) {
            return ofPattern == null ? ofTemplate : ofPattern;
        }
        return ofPattern.or(ofTemplate);
    }

    private static Pattern patternOrNull(String regex) {
        try {
            return compiled(regex);
        } catch (InvalidRuleException e) {
            return null;
        }
    }

    private static Pattern compiled(String regex) {
        String portable = PYTHON_GROUP_NAME.matcher(regex).replaceAll("(");
        RuleSyntax.refuseEndlessCounts(portable);
        try {
            return Pattern.compile(portable);
        } catch (PatternSyntaxException e) {
            String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            throw new InvalidRuleException(
                    "The rule '" + regex + "' is not a valid pattern" + where + ": " + e.getDescription() + ".");
        } catch (StackOverflowError e) {
            throw new InvalidRuleException("The rule is nested too deeply.");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
