package dev.botyard.adapters.dingtalk;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings of one robot.
///
/// @param stream    whether this host connects to DingTalk, instead of DingTalk to this host
/// @param sessions  whether answers go to the session webhook while it is open
/// @param silence   without a frame for so long a stream counts as lost; zero for never
/// @param api       of the calls with a token in a header
/// @param oapi      of the older calls, uploads among them
record DingtalkConfig(boolean stream, String clientId, String clientSecret, String robotCode, boolean sessions, Duration silence,
        URI api, URI oapi) {

    private static final Pattern ADDRESS = Pattern.compile("(https?)://([\\w.-]+)(?::\\d+)?/[\\w./?=&%+~-]*");

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text("client_id", "Client ID (AppKey) of the application").mandatory().identity()
                    .describedAs("Client ID of the application, which older consoles call AppKey")
                    .inChinese("应用的 Client ID（原 AppKey）", "在“凭证与基础信息”页面"),
            ConfigField.secret("client_secret", "Client Secret (AppSecret) of the application").mandatory()
                    .describedAs("Client Secret of the application, which older consoles call AppSecret")
                    .inChinese("应用的 Client Secret（原 AppSecret）", "在“凭证与基础信息”页面"),
            ConfigField.choice("mode", "How messages come in", "stream", "http")
                    .describedAs("the mode that is chosen on the robot's page. `stream`: the host connects to DingTalk; no public"
                            + " address is needed. `http`: DingTalk posts to the host, which must be reachable from the internet")
                    .inChinese("消息接收模式", "与机器人页面上选择的模式一致。`stream`：主机连接钉钉，不需要公网地址；`http`：钉钉请求主机，主机必须能从公网访问"),
            ConfigField.choice("replies", "How answers travel", "session", "robot")
                    .describedAs("`session`: to the address that came with the message, while it is open (about 2 hours): not"
                            + " counted in the monthly quota and able to mention people, but without an id, so that nothing can be recalled."
                            + " `robot`: always by the robot API")
                    .inChinese("回复方式", "`session`：在有效期内（约 2 小时）发到消息自带的地址，不占每月调用额度，可以 @ 人，但没有消息 id，不能撤回；"
                            + "`robot`：总是用机器人接口"),
            ConfigField.text("robot_code", "Robot code").advanced()
                    .describedAs("robotCode of the robot, where it differs from the Client ID")
                    .inChinese("机器人编码", "机器人的 robotCode，与 Client ID 不同时才需要填"),
            ConfigField.duration("heartbeat_timeout", "Silence that counts as a lost connection", "90s").advanced()
                    .countsWhile("mode", "stream")
                    .describedAs(
                            "silence that counts as a lost connection; DingTalk says something about twice a minute. `0s`: never")
                    .inChinese("判定断线的静默时间", "静默超过这么久视为断线；钉钉大约每半分钟发一次心跳。`0s`：从不"),
            ConfigField.address("api_url", "Address of the API", "https", "http").defaultsTo("https://api.dingtalk.com")
                    .advanced()
                    .describedAs("where the API is").inChinese("接口地址", "新版接口的地址"),
            ConfigField.address("oapi_url", "Address of the older API", "https", "http").defaultsTo("https://oapi.dingtalk.com")
                    .advanced().describedAs("where the older API is; media are uploaded there")
                    .inChinese("旧版接口地址", "旧版接口的地址，用于上传媒体"));

    static DingtalkConfig of(AdapterConfig config) {
        String client = config.text("client_id").strip();
        String robot = config.text("robot_code").strip();
        return new DingtalkConfig(config.text("mode").equals("stream"), client, config.text("client_secret").strip(),
                robot.isEmpty() ? client : robot, config.text("replies").equals("session"), config.duration("heartbeat_timeout"),
                config.address("api_url").orElseThrow(), config.address("oapi_url").orElseThrow());
    }

    /// Whether DingTalk may have named this address: whatever came in must not lead answers elsewhere.
    boolean trusts(String address) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.matches()
                && (parts.group(2).equalsIgnoreCase(api.getHost()) || parts.group(2).equalsIgnoreCase(oapi.getHost())
                        || parts.group(1).equals("https") && parts.group(2).toLowerCase(Locale.ROOT).endsWith(".dingtalk.com"));
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "DingtalkConfig[" + clientId + "]";
    }
}
