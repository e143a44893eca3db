package dev.botyard.adapters.weixin;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.net.URI;
import java.time.Duration;

/// The settings of one account.
///
/// @param baseUrl  where logins begin; afterwards the platform names the account's own address
/// @param cdnUrl   where media are kept
/// @param window   how long after a person's message the account may write to the person; zero for always
/// @param typing   whether "typing" is shown while media are uploaded
/// @param routeTag sent with each call, `""` for none
record WeixinConfig(URI baseUrl, URI cdnUrl, Duration window, boolean typing, String routeTag) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.address("base_url", "Address of the iLink API", "https", "http")
                    .defaultsTo("https://ilinkai.weixin.qq.com").advanced()
                    .describedAs("where logins begin. Afterwards the account uses the address that the login named")
                    .inChinese("iLink 接口地址", "登录从这里开始；之后使用登录时微信给出的地址"),
            ConfigField.address("cdn_url", "Address of the media store", "https", "http")
                    .defaultsTo("https://novac2c.cdn.weixin.qq.com/c2c").advanced().describedAs("where media are kept")
                    .inChinese("媒体存储地址", "媒体存放的地方"),
            ConfigField.duration("window", "How long a person can be written to after the person's last message", "24h")
                    .describedAs("how long after a person's last message the account may write to the person. `0s`: no limit on"
                            + " this side; WeChat may refuse all the same")
                    .inChinese("可回复时限", "对方最后一条消息之后多久内可以给对方发消息；`0s`：主机不限制，但微信仍可能拒绝"),
            ConfigField.flag("typing", "Show 'typing' while media are uploaded")
                    .describedAs("shows \"typing\" to the person while media are uploaded")
                    .inChinese("显示“正在输入”", "上传媒体期间向对方显示“正在输入”"),
            ConfigField.text("route_tag", "Route tag").advanced().describedAs("sent as `SKRouteTag` with each call")
                    .inChinese("路由标签", "每次调用时作为 `SKRouteTag` 发送；微信支持人员提供时才需要填"));

    static WeixinConfig of(AdapterConfig config) {
        return new WeixinConfig(config.address("base_url").orElseThrow(), config.address("cdn_url").orElseThrow(),
                config.duration("window"), config.flag("typing"), config.text("route_tag").strip());
    }
}
