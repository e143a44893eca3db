package dev.botyard.adapters.satori;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.net.URI;
import java.time.Duration;

/// The settings of one login.
///
/// @param url      of the server, without a slash at the end
/// @param platform of the login, `""` for any
/// @param userId   of the login, `""` for any
/// @param webhook  whether the server posts events to this host
/// @param silence  without a frame for so long the connection counts as lost; zero for never
record SatoriConfig(String url, String token, String platform, String userId, boolean webhook, String webhookToken,
        Duration silence) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.address("url", "Address of the Satori server", "http", "https").mandatory()
                    .describedAs(
                            "address of the server with the path below which it serves, such as `http://127.0.0.1:5140/satori`; `/v1` is added")
                    .inChinese("Satori 服务地址", "包含服务的路径，例如 `http://127.0.0.1:5140/satori`；`/v1` 会自动加上"),
            ConfigField.secret("token", "Access token").describedAs("the server's access token, if it has one")
                    .inChinese("访问令牌", "服务端设置的访问令牌；没有设置时留空"),
            ConfigField.text("platform", "Platform of the login")
                    .describedAs(
                            "which of the server's logins this account is: its platform, as the server names it, such as `discord`."
                                    + " May be left out where that leaves no choice")
                    .inChinese("登录号所在的平台", "服务端对平台的称呼，例如 `discord`；只有一个登录号时可以不填"),
            ConfigField.text("user_id", "User id of the login").identity()
                    .describedAs(
                            "which of the server's logins this account is: the bot's user id. May be left out where that leaves no choice")
                    .inChinese("登录号的用户 ID", "机器人自己的用户 ID；只有一个登录号时可以不填"),
            ConfigField.choice("mode", "How events come in", "websocket", "webhook").advanced()
                    .describedAs(
                            "`websocket`: the host connects to the server. `webhook`: the server posts to the host; few servers can")
                    .inChinese("事件接收方式", "`websocket`：主机连接服务端；`webhook`：服务端请求主机，支持的服务端很少"),
            ConfigField.secret("webhook_token", "Token of the webhook").mandatory().onlyWhile("mode", "webhook").advanced()
                    .describedAs("the token that the server shows when it posts")
                    .generatedWhile("mode", java.util.List.of("webhook"), "the token of the webhook in the Satori server")
                    .enterAtInChinese("Satori 服务端中该 Webhook 的令牌").inChinese("Webhook 令牌", "服务端发送事件时出示的令牌"),
            ConfigField.duration("heartbeat_timeout", "Silence that counts as a lost connection", "25s").advanced()
                    .countsWhile("mode", "websocket")
                    .describedAs(
                            "silence that counts as a lost connection; the server is asked for a sign of life after two fifths of it."
                                    + " `0s`: never")
                    .inChinese("判定断线的静默时间", "静默超过这么久视为断线；每过五分之二会请求一次心跳。`0s`：从不"));

    static SatoriConfig of(AdapterConfig config) {
        URI url = config.address("url").orElseThrow();
        return new SatoriConfig(url.toString().replaceFirst("/+$", ""), config.text("token"), config.text("platform").strip(),
                config.text("user_id").strip(), config.text("mode").equals("webhook"), config.text("webhook_token"),
                config.duration("heartbeat_timeout"));
    }

    /// Whether a login of the server may be this account's.
    boolean means(String itsPlatform, String itsUser) {
        return (platform.isEmpty() || platform.equals(itsPlatform)) && (userId.isEmpty() || userId.equals(itsUser));
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "SatoriConfig[" + url + "]";
    }
}
