package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Labelled;
import tools.jackson.databind.JsonNode;

/// Every field of the JSON of a `param` header: its reader and the manual's page of headers are made of these lines.
public enum ParamField implements Labelled {
    KEY("`BUCKET.KEY`; the script reads it with `bucketGet(BUCKET, KEY)`, without a dot with `get(KEY)`",
            "`桶.键`；脚本用 `bucketGet(桶, 键)` 读取，没有点时用 `get(键)`"), NAME("what the form calls it, else the key",
                    "表单中的名称，默认同 `key`"), DESC("a line below it; also `description`", "下方的一行说明；也写作 `description`"), HELP(
                            "a longer explanation", "更长的说明"), GROUP("the heading under which it stands", "所属的小标题"), PLACEHOLDER(
                                    "shown in the empty field",
                                    "空字段中的提示"), TYPE("`string`, `boolean`, `number`, `secret` or `select`; `string`",
                                            "`string`、`boolean`、`number`、`secret` 或 `select`；默认 `string`"), REQUIRED(
                                                    "without it the plugin is said to need settings; `false`",
                                                    "未填时提示插件需要设置；默认 `false`"), DEFAULT("what an unset value reads as",
                                                            "未设置时读到的值"), OPTIONS(
                                                                    "choices of `select`: a list, `{\"label\", \"value\"}` objects, or text with commas",
                                                                    "`select` 的选项：列表、`{\"label\", \"value\"}` 对象，或逗号分隔的文本"), SCOPE(
                                                                            "`global` or `account`; `global`",
                                                                            "`global` 或 `account`；默认 `global`"), SPLITER(
                                                                                    "a heading between fields, which needs no key; `false`",
                                                                                    "字段之间的标题，不需要 `key`；默认 `false`"), BOOL(
                                                                                            "an older way to write `\"type\": \"boolean\"`",
                                                                                            "`\"type\": \"boolean\"` 的旧写法"), SECRET(
                                                                                                    "an older way to write `\"type\": \"secret\"`",
                                                                                                    "`\"type\": \"secret\"` 的旧写法"), VALUE(
                                                                                                            "an older way to write `default`",
                                                                                                            "`default` 的旧写法"), BIND(
                                                                                                                    "read and kept",
                                                                                                                    "读取并保留");

    private final String english;
    private final String chinese;

    ParamField(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /// What it means, in Markdown.
    public String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }

    String in(JsonNode json) {
        return HeaderJson.text(json, label());
    }

    boolean isSet(JsonNode json) {
        return HeaderJson.flag(json, label());
    }
}
