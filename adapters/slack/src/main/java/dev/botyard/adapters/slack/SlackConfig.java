package dev.botyard.adapters.slack;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The settings of one account, checked together.
///
/// @param http      whether Slack posts events to the host; else they come by Socket Mode
/// @param baseUrl   of the Web API, with a slash at its end
/// @param heartbeat how often the connection is tried, and how long an answer may take
record SlackConfig(boolean http, String botToken, String appToken, String signingSecret, String baseUrl, Duration heartbeat) {
    private static final String MODE = "mode";
    private static final String SOCKET = "socket";
    private static final String HTTP = "http";

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.choice(MODE, "How events come", SOCKET, HTTP)
                    .describedAs(
                            "`socket`: Socket Mode, the host connects to Slack. `http`: Slack posts events to the host, which needs an"
                                    + " address on the internet")
                    .inChinese("事件接收方式", "`socket`：Socket Mode，由主机连接 Slack；`http`：Slack 把事件推送到主机，需要公网地址"),
            ConfigField.secret("bot_token", "Bot token").mandatory()
                    .describedAs("the Bot User OAuth Token, `xoxb-…`, under OAuth & Permissions")
                    .inChinese("Bot token（机器人令牌）", "OAuth & Permissions 页面上的 Bot User OAuth Token，`xoxb-…`"),
            ConfigField.secret("app_token", "App-level token").mandatory().onlyWhile(MODE, SOCKET)
                    .describedAs("an App-Level Token with the scope `connections:write`, `xapp-…`, under Basic Information")
                    .inChinese("应用级令牌", "Basic Information 页面上的 App-Level Token，`xapp-…`，需要 `connections:write` 权限"),
            ConfigField.secret("signing_secret", "Signing secret").mandatory().onlyWhile(MODE, HTTP)
                    .describedAs("the Signing Secret under Basic Information")
                    .inChinese("Signing secret（签名密钥）", "Basic Information 页面上的 Signing Secret"),
            ConfigField.address("base_url", "Address of the Web API", "https", "http").defaultsTo("https://slack.com/api/")
                    .advanced()
                    .describedAs("where Slack's methods are called").inChinese("Web API 地址", "调用 Slack 接口的地址"),
            ConfigField.duration("heartbeat", "How often the connection is tried", "15s").atLeast("100ms").atMost("60s")
                    .advanced()
                    .describedAs("how often Slack is asked whether it is still there; as long an answer may take")
                    .inChinese("心跳间隔", "每隔多久检查一次连接；等待回应的时间与此相同"));

    /// @throws AdapterException `CONFIGURATION` with all that is wrong
    static SlackConfig of(AdapterConfig config) {
        SlackConfig read = new SlackConfig(config.text(MODE).equals(HTTP), config.text("bot_token"), config.text("app_token"),
                config.text("signing_secret"), config.text("base_url").replaceFirst("/*$", "/"), config.duration("heartbeat"));
        List<String> problems = new ArrayList<>();
        if (read.botToken.startsWith("xoxe")) {
            problems.add("bot_token is one that expires; switch token rotation off for the app and install it anew");
        } else if (read.botToken.startsWith("xapp-")) {
            problems.add("bot_token is an app-level token; it takes the Bot User OAuth Token, xoxb-…");
        }
        if (read.appToken.startsWith("xox")) {
            problems.add("app_token is a token of a bot or a person; it takes the App-Level Token, xapp-…");
        }
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return read;
    }

    /// Without the tokens.
    @Override
    public String toString() {
        return "SlackConfig[" + baseUrl + "]";
    }
}
