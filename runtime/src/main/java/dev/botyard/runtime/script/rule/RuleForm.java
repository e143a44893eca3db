package dev.botyard.runtime.script.rule;

import java.util.List;

/// How a rule header is read, told by its characters. The manual's page of rules is made of these lines, and a test plays their samples.
public enum RuleForm {
    /// Searched for anywhere, without the word in front.
    RAW("a regular expression that is searched for, after the word `raw`", "以 `raw` 开头：在消息中查找的正则表达式",
            List.of(new Sample("raw https?://v\\.example/(\\w+)", "look: https://v.example/a1 !", List.of("a1"),
                    "v.example/a1"))),
    /// Searched for, where its own anchors allow.
    ANCHORED("with `^` in front or `$` at the end: a regular expression that is searched for", "以 `^` 开头或以 `$` 结尾：在消息中查找的正则表达式",
            List.of(new Sample("^(?:go|run) (.*)$", "run away", List.of("away"), "walk away"),
                    new Sample("^sale", "sale ends today", List.of(), "the sale"))),
    /// These words and nothing else.
    WORDS("plain words: the whole text, and nothing else", "普通文字：整条消息必须完全相同",
            List.of(new Sample("hello", "hello", List.of(), "hello there"))),
    /// The whole text as a regular expression.
    PATTERN("any other: a regular expression that the whole text must fit", "其他写法：整条消息必须匹配的正则表达式",
            List.of(new Sample("echo (.+)", "echo one two", List.of("one two"), "please echo one"),
                    new Sample("red|green", "green", List.of(), "greenish"))),
    /// The same, or else a template.
    TEMPLATE(
            "where that does not fit, a template: `?` and `[name]` stand for one word, `?` at the end for the rest, `[name:a,b]` for one of these",
            "若不匹配且含有占位符，则作为模板：`?` 和 `[name]` 表示一个词，末尾的 `?` 表示其余全部，`[name:a,b]` 表示其中之一",
            List.of(new Sample("weather ?", "weather New York", List.of("New York"), "the weather"),
                    new Sample("buy [n] [size:big,small]", "buy 3 big", List.of("3", "big"), "buy 3 huge"),
                    new Sample("?", "anything at all", List.of("anything at all"), null)));

    private static final String RAW_WORD = "raw ";

    /// What a rule makes of texts.
    ///
    /// @param fits     a text that it fits
    /// @param captures what `param(1)` and so on are then
    /// @param not      a text that it does not fit, null where there is none
    public record Sample(String rule, String fits, List<String> captures, String not) {}

    private final String english;
    private final String chinese;
    private final List<Sample> samples;

    RuleForm(String english, String chinese, List<Sample> samples) {
        this.english = english;
        this.chinese = chinese;
        this.samples = samples;
    }

    /// How a rule without blanks around it is read.
    static RuleForm of(String rule) {
        if (rule.startsWith(RAW_WORD)) {
            return RAW;
        }
        if (rule.startsWith("^") || rule.endsWith("$")) {
            return ANCHORED;
        }
        if (RuleSyntax.isLiteral(rule)) {
            return WORDS;
        }
        return RuleTemplate.toPattern(rule).isPresent() ? TEMPLATE : PATTERN;
    }

    /// A rule without the word that only tells its form.
    static String bare(String rule) {
        return rule.startsWith(RAW_WORD) ? rule.substring(RAW_WORD.length()).strip() : rule;
    }

    /// How it is read, in Markdown.
    public String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }

    public List<Sample> samples() {
        return samples;
    }
}
