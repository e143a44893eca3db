package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.CallbackCipher;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The settings of one account, checked together.
///
/// @param secret    of the AI bot or of the application
/// @param token     what callbacks are signed with, `""` where none come
/// @param aesKey    what callbacks are encrypted with
/// @param window    how long a message can be answered; afterwards an answer goes out as a message of its own
/// @param perMinute messages to one chat within a minute, 0 for any number
record WecomConfig(Mode mode, String botId, String corpId, String agentId, String secret, String token, String aesKey, String key,
        URI socketUrl, URI apiUrl, Duration heartbeat, Duration window, int perMinute) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.choice("mode", "What kind of bot it is", "aibot", "app", "robot")
                    .describedAs(
                            "`aibot`: an AI bot, over a long connection; needs no public address. `app`: an application of your"
                                    + " own, with callbacks to the host. `robot`: the webhook of a group's robot, which only sends")
                    .inChinese("机器人种类", "`aibot`：智能机器人，长连接，不需要公网地址。`app`：自建应用，消息由企业微信回调到主机。`robot`：群机器人 Webhook，只能发送"),
            ConfigField.text("bot_id", "Bot ID").identity().mandatory().onlyWhile("mode", "aibot")
                    .describedAs("the AI bot's `Bot ID`, shown under API mode, long connection")
                    .inChinese("机器人 Bot ID", "智能机器人的 `Bot ID`，在“API模式 - 长连接”里"),
            ConfigField.text("corp_id", "Corporation ID").mandatory().onlyWhile("mode", "app")
                    .describedAs("`CorpID` of the company: My Company, Company Information")
                    .inChinese("企业 ID", "`CorpID`：我的企业 - 企业信息 - 企业ID"),
            ConfigField.text("agent_id", "Agent ID").mandatory().onlyWhile("mode", "app")
                    .describedAs("the application's `AgentId`")
                    .inChinese("应用 AgentId", "自建应用详情页里的 `AgentId`"),
            ConfigField.secret("secret", "Secret").mandatory().onlyWhile("mode", "aibot", "app")
                    .describedAs("the `Secret` of the AI bot or of the application")
                    .inChinese("Secret（密钥）", "智能机器人或自建应用的 `Secret`"),
            ConfigField.secret("token", "Callback token").onlyWhile("mode", "app")
                    .describedAs("`Token` of the application's API for receiving messages; without it the account only sends")
                    .inChinese("回调 Token", "应用“接收消息 - 设置API接收”里的 `Token`；不填则只能发送"),
            ConfigField.secret("aes_key", "Callback key").onlyWhile("mode", "app")
                    .describedAs("`EncodingAESKey` of the same page, 43 characters")
                    .inChinese("回调 EncodingAESKey", "同一页面里的 `EncodingAESKey`，43 个字符"),
            ConfigField.secret("key", "Webhook key").mandatory().onlyWhile("mode", "robot")
                    .describedAs("what follows `key=` in the robot's webhook address")
                    .inChinese("群机器人 Webhook key", "群机器人 Webhook 地址中 `key=` 后面的部分"),
            ConfigField.integer("per_minute", "Messages to one chat within a minute").defaultsTo("30").within(0, 10_000)
                    .advanced()
                    .describedAs(
                            "further ones wait, or are refused with the time, before WeCom drops them. `0`: any number; a robot"
                                    + " sends 20 at most")
                    .inChinese("每会话每分钟消息数", "超过后等待，或在企业微信丢弃之前带着时间被拒绝。`0`：不限；群机器人最多 20"),
            ConfigField.duration("window", "How long a message can be answered", "24h").atLeast("0s").countsWhile("mode", "aibot")
                    .advanced()
                    .describedAs("later answers go out as messages of their own, as do all with `0s`")
                    .inChinese("可回复时限", "更晚的回复作为主动消息发送；`0s`：全部作为主动消息"),
            ConfigField.duration("heartbeat", "How often the connection is tried", "30s").atLeast("1s")
                    .countsWhile("mode", "aibot").advanced()
                    .describedAs("two and a half of these without a sign of life count as a lost connection")
                    .inChinese("心跳间隔", "静默超过两个半间隔视为断线"),
            ConfigField.address("socket_url", "Address of the long connection", "wss", "ws").countsWhile("mode", "aibot")
                    .defaultsTo("wss://openws.work.weixin.qq.com").advanced().describedAs("where AI bots connect to")
                    .inChinese("长连接地址", "智能机器人连接的地址"),
            ConfigField.address("api_url", "Address of the API", "https", "http").countsWhile("mode", "app", "robot")
                    .defaultsTo("https://qyapi.weixin.qq.com").advanced().describedAs("where applications and robots send to")
                    .inChinese("接口地址", "应用和群机器人调用的地址"));

    /// The kinds of bots.
    enum Mode {
        AIBOT, APP, ROBOT
    }

    /// @throws AdapterException `CONFIGURATION` with everything that does not go together
    static WecomConfig of(AdapterConfig config) {
        WecomConfig made = new WecomConfig(Mode.valueOf(config.text("mode").toUpperCase(Locale.ROOT)),
                config.text("bot_id").strip(),
                config.text("corp_id").strip(), config.text("agent_id").strip(), config.text("secret").strip(),
                config.text("token").strip(), config.text("aes_key").strip(), config.text("key").strip(),
                config.address("socket_url").orElseThrow(), config.address("api_url").orElseThrow(), config.duration("heartbeat"),
                config.duration("window"), config.integer("per_minute"));
        List<String> problems = made.problems();
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return made;
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (mode == Mode.APP && !agentId.matches("\\d{1,18}")) {
            problems.add("config.agent_id: an AgentId is a number, such as 1000002");
        }
        if (token.isEmpty() != aesKey.isEmpty()) {
            problems.add("config.token and config.aes_key: callbacks need both; copy them from the application's page");
        } else if (!aesKey.isEmpty() && !aesKey.matches("[A-Za-z0-9]{" + CallbackCipher.KEY_LENGTH + "}")) {
            problems.add("config.aes_key: an EncodingAESKey has " + CallbackCipher.KEY_LENGTH + " letters and digits");
        }
        return problems;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "WecomConfig[" + mode + "]";
    }
}
