package dev.botyard.runtime.script.rule;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.List;

/// What a placeholder in the pattern of a handler stands for. The manual's page of rules is made of these lines, and a test plays their samples.
public enum PatternKind implements Labelled {
    WORD("\\S+", "one word; what a name without a kind is, unless it is the last", "一个词；没有写类型、且不在末尾的名字就是它",
            List.of(new RuleForm.Sample("move {what:word} up", "move it up", List.of("it"), "move it all up"))), TEXT(
                    "[\\s\\S]*\\S", "the rest of the text; what the last name without a kind is", "其余全部文字；末尾没有写类型的名字就是它",
                    List.of(new RuleForm.Sample("weather {city}", "weather New York", List.of("New York"), "weather"),
                            new RuleForm.Sample("weather {city?}", "weather", List.of(""), "weathers"))), INT("[+-]?\\d{1,18}",
                                    "a whole number", "整数",
                                    List.of(new RuleForm.Sample("dice {sides:int}", "dice 20", List.of("20"),
                                            "dice many"))), NUMBER("[+-]?(?:\\d{1,18}(?:\\.\\d*)?|\\.\\d+)",
                                                    "a number, with or without a point", "数字，可以有小数点",
                                                    List.of(new RuleForm.Sample("pay {sum:number} {to}", "pay 2.5 Ann Lee",
                                                            List.of("2.5", "Ann Lee"), "pay much Ann")));

    private final String regex;
    private final String english;
    private final String chinese;
    private final List<RuleForm.Sample> samples;

    PatternKind(String regex, String english, String chinese, List<RuleForm.Sample> samples) {
        this.regex = regex;
        this.english = english;
        this.chinese = chinese;
        this.samples = samples;
    }

    String regex() {
        return regex;
    }

    /// What it stands for, in Markdown.
    public String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }

    public List<RuleForm.Sample> samples() {
        return samples;
    }
}
