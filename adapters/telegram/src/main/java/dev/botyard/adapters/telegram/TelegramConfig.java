package dev.botyard.adapters.telegram;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;

/// The settings of one account.
///
/// @param token      of the bot: its id, a colon and a secret
/// @param baseUrl    of the Bot API, without a slash at its end
/// @param webhookUrl where Telegram calls this account, `""` when it is polled
/// @param hold       how long a poll is held
record TelegramConfig(String token, String baseUrl, String webhookUrl, Duration hold) {
    private static final String WEBHOOK = "webhook";

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.secret("token", "Token of the bot").mandatory()
                    .describedAs("as @BotFather shows it: digits, a colon, letters")
                    .inChinese("机器人令牌", "@BotFather 给出的 token：数字、冒号、一串字符"),
            ConfigField.choice("transport", "How messages come", "poll", WEBHOOK)
                    .describedAs("`poll`: the host asks, no public address is needed. `webhook`: Telegram calls `webhook_url`")
                    .inChinese("接收方式", "`poll`：主机轮询，不需要公网地址；`webhook`：由 Telegram 调用 `webhook_url`"),
            ConfigField.address("webhook_url", "Address that Telegram calls", "https", "http").onlyWhile("transport", WEBHOOK)
                    .describedAs("how this host's `/api/telegram/receive` (or `/api/telegram/receive/ACCOUNT`) is reached from"
                            + " outside: `https`, port 443, 80, 88 or 8443. The adapter tells Telegram by itself, with a secret of"
                            + " its own")
                    .inChinese("Telegram 调用的地址", "从外网访问本机 `/api/telegram/receive`（或 `/api/telegram/receive/账号`）的地址："
                            + "须为 `https`，端口 443、80、88 或 8443；适配器会自动向 Telegram 登记并附带密钥"),
            ConfigField.address("base_url", "Address of the Bot API", "https", "http").defaultsTo("https://api.telegram.org")
                    .advanced()
                    .describedAs("of a Bot API server of one's own, or of a mirror")
                    .inChinese("Bot API 地址", "自建 Bot API 服务器或镜像的地址"),
            ConfigField.duration("poll_timeout", "How long a poll is held", "50s").atLeast("5s").atMost("50s").advanced()
                    .describedAs("shorter where something on the way cuts quiet connections")
                    .inChinese("轮询保持时间", "如果中间设备会断开空闲连接，可调短"));

    /// @throws AdapterException `CONFIGURATION`
    static TelegramConfig of(AdapterConfig config) {
        String token = config.text("token").strip();
        boolean called = config.text("transport").equals(WEBHOOK);
        StringBuilder wrong = new StringBuilder();
        if (!token.matches("\\d{1,20}:[A-Za-z0-9_-]+")) {
            wrong.append("`token` does not look like one: digits, a colon, letters, as @BotFather shows it. ");
        }
        if (called && config.text("webhook_url").isEmpty()) {
            wrong.append("`transport: webhook` needs `webhook_url`, the address that Telegram calls. ");
        }
        if (!wrong.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, wrong.toString().strip());
        }
        return new TelegramConfig(token, config.text("base_url").strip().replaceFirst("/+$", ""),
                called ? config.text("webhook_url").strip() : "", config.duration("poll_timeout"));
    }

    /// Of records nobody expects that they hide a part.
    @Override
    public String toString() {
        return "TelegramConfig[" + baseUrl + "]";
    }
}
