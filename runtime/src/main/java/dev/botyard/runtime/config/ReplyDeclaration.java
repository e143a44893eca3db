package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import java.util.List;

/// What an entry of `replies.yaml` may say.
public final class ReplyDeclaration {
    /// In the order in which they are written.
    public static final List<Setting> SETTINGS = List.of(
            Setting.of(ConfigField.list("when", "When somebody says").mandatory()
                    .describedAs("one or several; any of them is answered").inChinese("当有人说", "一条或多条，符合任意一条就回复")),
            Setting.of(ConfigField.choice("as", "Read as", "text", "template", "pattern")
                    .describedAs("`text`: exactly these words; `template`: `?` and `[name]` stand for anything, as in"
                            + " `weather [city]`; `pattern`: a regular expression that is found in the message")
                    .inChinese("匹配方式", "`text`：完全相同；`template`：`?` 和 `[名称]` 代表任意内容，例如 `天气 [城市]`；`pattern`：在消息中查找的正则表达式")),
            Setting.of(ConfigField.list("answer", "Answer")
                    .describedAs("what is said; of several one by chance. CQ codes count")
                    .inChinese("回复", "回复的内容；有多条时随机一条。可以使用 CQ 码")),
            Setting.of(ConfigField.list("pictures", "Pictures")
                    .describedAs("addresses or files that go along with the answer").inChinese("图片", "随回复一起发送的图片地址或文件")),
            Setting.of(ConfigField.list("im", "Only on these IMs").describedAs("IM types such as `qq`; empty: on all")
                    .inChinese("仅限 IM", "IM 类型，例如 `qq`；不填则不限")),
            Setting.of(ConfigField.list("groups", "Only in these groups")
                    .describedAs("their ids; empty: everywhere, in private chats too").inChinese("仅限群", "群号；不填则不限，私聊也回复")),
            Setting.of(ConfigField.list("people", "Only these people").describedAs("their ids; empty: everybody")
                    .inChinese("仅限用户", "用户号；不填则不限")),
            Setting.of(ConfigField.flag("admin", "Only administrators").describedAs("only administrators are answered")
                    .inChinese("仅限管理员", "只回复管理员").advanced()),
            Setting.of(ConfigField.integer("priority", "Priority").defaultsTo("0").within(Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .describedAs("among plugins and other replies the higher one answers").inChinese("优先级", "在插件和其他回复之中，数值高的优先")
                    .advanced()),
            Setting.of(ConfigField.flag("enabled", "Enabled").defaultsTo("true").describedAs("`false`: it answers nobody")
                    .inChinese("启用", "`false`：不回复").advanced()));

    private ReplyDeclaration() {}
}
