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
                    .defaultsTo("https://ilinkai.weixin.qq.com")
                    .describedAs("where logins begin; afterwards WeChat names the account's own address"),
            ConfigField.address("cdn_url", "Address of the media store", "https", "http")
                    .defaultsTo("https://novac2c.cdn.weixin.qq.com/c2c"),
            ConfigField.duration("window", "How long a person can be written to after the person's last message", "24h")
                    .describedAs("0s: no limit on this side; WeChat may refuse all the same"),
            ConfigField.flag("typing", "Show 'typing' while media are uploaded"),
            ConfigField.text("route_tag", "Route tag").describedAs("sent as SKRouteTag where WeChat's support gave you one"));

    static WeixinConfig of(AdapterConfig config) {
        return new WeixinConfig(config.address("base_url").orElseThrow(), config.address("cdn_url").orElseThrow(),
                config.duration("window"), config.flag("typing"), config.text("route_tag").strip());
    }
}
