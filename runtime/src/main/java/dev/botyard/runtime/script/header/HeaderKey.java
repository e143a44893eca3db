package dev.botyard.runtime.script.header;

import dev.botyard.runtime.infra.json.Labelled;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every header that means something here: the scanner, the collector and the manual's page of headers are made of these lines.
public enum HeaderKey implements Labelled {
    AUTHOR(Form.TEXT, "", "me", "who wrote it; the only one whose absence is told", "作者；只有缺少它时会提醒"), TITLE(Form.TEXT, "", "Echo",
            "the name that people see, else the file's", "显示的名称，默认同文件名"), DESCRIPTION(Form.TEXT, "", "says it again",
                    "what it does", "用途说明"), VERSION(Form.TEXT, "", "1.0.0", "its version", "版本"), RULE(Form.RULE, "",
                            "echo (.+)", "messages that fire it, see [rules](rules.md)",
                            "触发插件的消息，见[匹配规则](rules.md)"), EVENT(Form.EVENT, "", "group.member.join",
                                    "[events](events.md) that fire it: a name, or its beginning up to a `-`",
                                    "触发插件的[事件](events.md)：名称，或名称中 `-` 之前的部分"), CRON(Form.CRON, "", "0 8 * * *",
                                            "when it runs by itself, see [schedules](schedule.md); one line only",
                                            "自动运行的时间，见[定时任务](schedule.md)；只能写一行"), ROUTER(Form.PATH, "", "/hook/{name}",
                                                    "the address under which it answers HTTP requests; `{name}` fills a whole part",
                                                    "用来回答 HTTP 请求的路径；`{name}` 占一整段"), METHOD(Form.METHODS, "", "get, post",
                                                            "HTTP methods of `router`, else all four",
                                                            "`router` 接受的 HTTP 方法，默认四种都接受"), SERVER(Form.TEXT, "", "shop",
                                                                    "a group of routes, read and kept",
                                                                    "路由的分组，读取并保留"), ADMIN(Form.FLAG, "`false`", "true",
                                                                            "only administrators (setting `masters`) fire it",
                                                                            "只有管理员（设置项 `masters`）能触发"), DISABLE(Form.FLAG,
                                                                                    "`false`", "true", "nothing fires it",
                                                                                    "停用，任何情况都不触发"), PRIORITY(Form.WHOLE, "`0`",
                                                                                            "100",
                                                                                            "higher ones are asked first, up to 64 bits; then by file name",
                                                                                            "数值大的先匹配，最多 64 位；相同时按文件名"), BYPASS(
                                                                                                    Form.FLAG, "`false`", "true",
                                                                                                    "runs beside the chain: it neither stops others nor is stopped",
                                                                                                    "与其他插件并行：既不拦截别人，也不被拦截"), BLOCKING(
                                                                                                            Form.FLAG, "`false`",
                                                                                                            "true",
                                                                                                            "read and kept; the first plugin that fits always stops the chain",
                                                                                                            "读取并保留；第一个匹配的插件总会停止后续匹配"), IMTYPE(
                                                                                                                    Form.LIST, "",
                                                                                                                    "qq, weixin",
                                                                                                                    "IM types that fire it, aliases too; also written `imtype+`",
                                                                                                                    "允许触发的 IM 类型，别名也可；也写作 `imtype+`"), IMTYPE_NOT(
                                                                                                                            Form.LIST,
                                                                                                                            "",
                                                                                                                            "web",
                                                                                                                            "IM types that do not; `imtype` wins",
                                                                                                                            "不触发的 IM 类型；`imtype` 优先"), USERID(
                                                                                                                                    Form.LIST,
                                                                                                                                    "",
                                                                                                                                    "10001",
                                                                                                                                    "people who fire it; also `userid+`",
                                                                                                                                    "允许触发的用户；也写作 `userid+`"), USERID_NOT(
                                                                                                                                            Form.LIST,
                                                                                                                                            "",
                                                                                                                                            "10002",
                                                                                                                                            "people who do not",
                                                                                                                                            "不触发的用户"), GROUPID(
                                                                                                                                                    Form.LIST,
                                                                                                                                                    "",
                                                                                                                                                    "123456",
                                                                                                                                                    "groups in which it is fired; also `groupid+`",
                                                                                                                                                    "允许触发的群；也写作 `groupid+`"), GROUPID_NOT(
                                                                                                                                                            Form.LIST,
                                                                                                                                                            "",
                                                                                                                                                            "654321",
                                                                                                                                                            "groups in which it is not",
                                                                                                                                                            "不触发的群"), PARAM(
                                                                                                                                                                    Form.PARAM,
                                                                                                                                                                    "",
                                                                                                                                                                    "{\"key\": \"shop.city\", \"name\": \"City\", \"default\": \"Oslo\"}",
                                                                                                                                                                    "a field of its settings, see below; may stand anywhere in the file",
                                                                                                                                                                    "一个设置字段，见下文；可以写在文件任何位置"), DEPENDENCY(
                                                                                                                                                                            Form.DEPENDENCY,
                                                                                                                                                                            "",
                                                                                                                                                                            "aiohttp==3.9.5",
                                                                                                                                                                            "packages of pip or npm, also as `{\"name\": \"aiohttp\", \"version\": \"3.9.5\"}`",
                                                                                                                                                                            "pip 或 npm 包，也可写作 `{\"name\": \"aiohttp\", \"version\": \"3.9.5\"}`"), TIMEOUT(
                                                                                                                                                                                    Form.SPAN,
                                                                                                                                                                                    "`plugins.timeout`",
                                                                                                                                                                                    "5m",
                                                                                                                                                                                    "how long one run may take",
                                                                                                                                                                                    "一次运行的最长时间"), CONCURRENCY(
                                                                                                                                                                                            Form.COUNT,
                                                                                                                                                                                            "`plugins.concurrency`",
                                                                                                                                                                                            "1",
                                                                                                                                                                                            "runs at once, 1 to 9999",
                                                                                                                                                                                            "同时运行的数量，1 到 9999"), ISOLATION(
                                                                                                                                                                                                    Form.ISOLATION,
                                                                                                                                                                                                    "`shared`",
                                                                                                                                                                                                    "process",
                                                                                                                                                                                                    "`process`: each run in a process of its own",
                                                                                                                                                                                                    "`process`：每次运行使用独立进程"), TIMEOUT_VALUE(
                                                                                                                                                                                                            Form.NOTHING,
                                                                                                                                                                                                            "`plugins.timeout_value`",
                                                                                                                                                                                                            "none",
                                                                                                                                                                                                            "what `listen` and `input` give when nobody answers",
                                                                                                                                                                                                            "无人回答时 `listen` 和 `input` 返回的值"), MENTION_ALL(
                                                                                                                                                                                                                    Form.FLAG,
                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                    "true",
                                                                                                                                                                                                                    "whether the script may mention everybody; without it its text decides",
                                                                                                                                                                                                                    "脚本是否可以 @全体成员；不写时由脚本文字决定"), AI(
                                                                                                                                                                                                                            Form.TEXT,
                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                            "tells the weather of a city",
                                                                                                                                                                                                                            "what it does for a language model, which may then call it (`ai.tools`)",
                                                                                                                                                                                                                            "向语言模型说明用途，模型便可调用它（`ai.tools`）"), LANGUAGE(
                                                                                                                                                                                                                                    Form.TEXT,
                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                    "es5",
                                                                                                                                                                                                                                    "`es5` makes a `.js` file a reply script; else the extension decides",
                                                                                                                                                                                                                                    "`es5` 表示 `.js` 文件是回复脚本；否则由扩展名决定"), RUNTIME(
                                                                                                                                                                                                                                            Form.TEXT,
                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                            "python@3.12",
                                                                                                                                                                                                                                            "read and kept; the settings name the interpreters",
                                                                                                                                                                                                                                            "读取并保留；解释器由设置决定"), CLASS(
                                                                                                                                                                                                                                                    Form.TEXT,
                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                    "tools",
                                                                                                                                                                                                                                                    "a category",
                                                                                                                                                                                                                                                    "分类"), ICON(
                                                                                                                                                                                                                                                            Form.TEXT,
                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                            "https://example.org/icon.png",
                                                                                                                                                                                                                                                            "a picture, or its name",
                                                                                                                                                                                                                                                            "图标"), SERVICE(
                                                                                                                                                                                                                                                                    Form.TEXT,
                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                    "me@example.org",
                                                                                                                                                                                                                                                                    "how to reach the author",
                                                                                                                                                                                                                                                                    "联系方式"), CREATE_AT(
                                                                                                                                                                                                                                                                            Form.TEXT,
                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                            "2026-01-31",
                                                                                                                                                                                                                                                                            "when it was written",
                                                                                                                                                                                                                                                                            "创建时间"), PLATFORM(
                                                                                                                                                                                                                                                                                    Form.MARKET,
                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                    "qq, weixin",
                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                    ""), PUBLIC(
                                                                                                                                                                                                                                                                                            Form.MARKET,
                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                            "true",
                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                            ""), OPEN_SOURCE(
                                                                                                                                                                                                                                                                                                    Form.MARKET,
                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                    "true",
                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                    ""), PIN(
                                                                                                                                                                                                                                                                                                            Form.MARKET,
                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                            "false",
                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                            ""), PRICE(
                                                                                                                                                                                                                                                                                                                    Form.MARKET,
                                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                                    "0",
                                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                                    ""), MONTHLY_PRICE(
                                                                                                                                                                                                                                                                                                                            Form.MARKET,
                                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                                            "0",
                                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                                            ""), BILLING_MODE(
                                                                                                                                                                                                                                                                                                                                    Form.MARKET,
                                                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                                                    "one_time",
                                                                                                                                                                                                                                                                                                                                    "",
                                                                                                                                                                                                                                                                                                                                    ""), AUTO_RENEW_DEFAULT(
                                                                                                                                                                                                                                                                                                                                            Form.MARKET,
                                                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                                                            "false",
                                                                                                                                                                                                                                                                                                                                            "",
                                                                                                                                                                                                                                                                                                                                            "");

    /// What kind of value stands behind the colon.
    public enum Form {
        TEXT("text", "文本", false), FLAG("`true` or `false`", "`true` 或 `false`", false), WHOLE("a whole number", "整数",
                false), COUNT("a whole number", "整数", false), SPAN("a time such as `90s`, `5m`, `1h30m`",
                        "时长，如 `90s`、`5m`、`1h30m`",
                        false), ISOLATION("`shared` or `process`", "`shared` 或 `process`", false), NOTHING("`empty` or `none`",
                                "`empty` 或 `none`", false), CRON("five or six fields, `@daily`, `@every 1h`",
                                        "五个或六个字段、`@daily`、`@every 1h`", false), PATH("a path", "路径", false), RULE("a rule",
                                                "一条规则", true), EVENT("the name of an event", "事件名称", true), METHODS(
                                                        "`get`, `post`, `put`, `delete`", "`get`、`post`、`put`、`delete`",
                                                        true), LIST("words with commas", "用逗号分隔的词", true), PARAM("a JSON object",
                                                                "JSON 对象", true), DEPENDENCY("packages, or a JSON object",
                                                                        "包，或 JSON 对象", true), MARKET("read, kept and never asked",
                                                                                "读取并保留，不起作用", false);

        private final String english;
        private final String chinese;
        private final boolean repeats;

        Form(String english, String chinese, boolean repeats) {
            this.english = english;
            this.chinese = chinese;
            this.repeats = repeats;
        }

        /// In the language of a page.
        public String words(boolean inChinese) {
            return inChinese ? chinese : english;
        }

        /// Whether further lines add to the first; otherwise the last one holds.
        public boolean repeats() {
            return repeats;
        }
    }

    /// Names besides the constants' own.
    private static final Map<String, HeaderKey> OTHERWISE = Map.of("imtype+", IMTYPE, "userid+", USERID, "groupid+", GROUPID,
            "createat",
            CREATE_AT, "methods", METHOD);
    private static final Map<String, HeaderKey> LABELS = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(HeaderKey::label, Function.identity()));

    private final String label = name().toLowerCase(Locale.ROOT).replace("_not", "-");
    private final Form form;
    private final String standard;
    private final String example;
    private final String english;
    private final String chinese;

    HeaderKey(Form form, String standard, String example, String english, String chinese) {
        this.form = form;
        this.standard = standard;
        this.example = example;
        this.english = english;
        this.chinese = chinese;
    }

    /// The header that is spelled so, in lower case.
    static Optional<HeaderKey> spelled(String key) {
        return Optional.ofNullable(LABELS.get(key)).or(() -> Optional.ofNullable(OTHERWISE.get(key)));
    }

    /// As it is written: `imtype-`.
    @Override
    public String label() {
        return label;
    }

    public Form form() {
        return form;
    }

    /// What holds where the header is missing, in Markdown: a value, or the key of a setting; `""` for nothing.
    public String standard() {
        return standard;
    }

    /// A value that it may have.
    public String example() {
        return example;
    }

    /// What it means, in Markdown; `""` where its form says all.
    public String words(boolean inChinese) {
        return inChinese ? chinese : english;
    }
}
