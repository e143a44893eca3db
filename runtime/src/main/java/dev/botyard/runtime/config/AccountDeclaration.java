package dev.botyard.runtime.config;

import dev.botyard.api.adapter.ConfigField;
import java.util.List;

/// The settings of `accounts/<id>.yaml` that belong to the host.
public final class AccountDeclaration {
    static final ConfigField ALLOW_ANYBODY = ConfigField.flag("allow_anybody", "Take connections without a token")
            .describedAs("of the host: connections are taken from everywhere although there is no token. Then anybody who reaches"
                    + " the port can play the account")
            .inChinese("不设令牌也接受连接", "由主机判断：即使没有令牌也接受来自任何地方的连接，此时任何能访问该端口的人都可以冒充这个账号").advanced();

    /// All of them, `config` among them, which its adapter checks.
    public static final List<Setting> SETTINGS = List.of(
            Setting.of(ConfigField.text("im", "IM type").describedAs("the IM that the account belongs to, such as `qq`; needed")
                    .inChinese("IM 类型", "账号所属的 IM，例如 `qq`；必填")),
            Setting.of(ConfigField.text("adapter", "Adapter")
                    .describedAs("which adapter connects it; needed where several serve the IM type, or one that serves any")
                    .inChinese("适配器", "由哪个适配器连接；多个适配器支持该 IM 类型，或适配器支持任意类型时需要填写")),
            Setting.of(ConfigField.text("alias", "Name to show").describedAs("for people; scripts name the account by its id")
                    .inChinese("显示名称", "给人看的名称；脚本用账号 id 称呼它")),
            Setting.of(ConfigField.flag("enabled", "Enabled").defaultsTo("true")
                    .describedAs("`false`: it stays disconnected").inChinese("启用", "`false`：不连接")),
            Setting.of(ConfigField.flag("default", "Default account")
                    .describedAs("the one of its IM type that speaks when nothing else decides; at most one per IM type")
                    .inChinese("默认账号", "没有其他规则决定时由它发言；每种 IM 类型最多一个")),
            Setting.of(ConfigField.integer("order", "Order").defaultsTo("100").within(-1_000_000, 1_000_000)
                    .describedAs("without a default account, the lowest that is online speaks")
                    .inChinese("顺序", "没有默认账号时，由在线账号中数值最小的发言").advanced()),
            Setting.of(ALLOW_ANYBODY),
            Setting.of(ConfigField.list("platform_calls", "Calls of the platform")
                    .describedAs(
                            "which methods of the platform scripts, the API and `botyard call` may call: their names, such as"
                                    + " `[get_group_info, get_*]`, or `all`; unset: none")
                    .inChinese("平台接口", "脚本、API 和 `botyard call` 可以调用平台的哪些接口：写接口名，例如 `[get_group_info, get_*]`，或 `all`；不填则都不可以")
                    .advanced()),
            Setting.of(ConfigField.text("proxy", "Proxy")
                    .describedAs(
                            "through which this account goes out, written like `http.proxy` of the host and instead of it; `none`:"
                                    + " through none")
                    .inChinese("代理", "这个账号访问外网所用的代理，写法同主机的 `http.proxy` 并取代它；`none`：不用代理").advanced()),
            Setting.shaped(Setting.Shape.KEYS, ConfigField.text("config", "Settings of the adapter")
                    .describedAs("as the adapter declares them").inChinese("适配器的设置", "由适配器声明")));

    private AccountDeclaration() {}
}
