package dev.botyard.adapters.onebot11;

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
import java.util.Optional;
import java.util.Set;

/// The settings of one account, checked together.
record OneBotConfig(Mode mode, String selfId, String accessToken, Optional<URI> url, String secret, Duration heartbeatTimeout,
        Strategy media, long base64Limit, Duration urlLifetime, boolean expandQuotes) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.choice("mode", "How the two sides connect", "reverse-ws", "forward-ws", "http")
                    .describedAs("`reverse-ws`: the OneBot implementation connects to the host. `forward-ws`, `http`: the host"
                            + " connects to it")
                    .inChinese("连接方式", "`reverse-ws`：由 OneBot 实现连接主机；`forward-ws`、`http`：由主机连接 OneBot 实现"),
            ConfigField.text("self_id", "The account's own QQ number").identity()
                    .describedAs("the account's own QQ number; tells accounts on the shared path apart. May be left out where the"
                            + " implementation uses the account's own path or this account is the only one. Of"
                            + " two accounts with one number the host starts the first")
                    .inChinese("账号自己的 QQ 号", "用来区分共用同一路径的账号；OneBot 实现使用账号专属路径，或只有这一个账号时可以不填。号码相同的两个账号只启动第一个"),
            ConfigField.secret("access_token", "Access token")
                    .describedAs("the same token as in the implementation; strongly advised. Without one, and without `secret`"
                            + " for events of `http`, connections of this machine only are taken; where the host listens beyond"
                            + " it, the account fails")
                    .inChinese("访问令牌", "与 OneBot 实现中的令牌相同，强烈建议设置。没有令牌（`http` 的事件也没有 `secret`）时只接受本机连接；"
                            + "主机监听其他地址时该账号会失败")
                    .generatedWhile("mode", List.of("reverse-ws", "http"),
                            "the access token of the connection in the OneBot implementation")
                    .enterAtInChinese("OneBot 实现中该连接的访问令牌"),
            ConfigField.address("url", "Address of the OneBot implementation", "ws", "wss", "http", "https").mandatory()
                    .onlyWhile("mode", "forward-ws", "http")
                    .describedAs(
                            "address of the implementation: `ws://host:3001` for `forward-ws`, `http://host:3000` for `http`")
                    .inChinese("OneBot 实现的地址", "`forward-ws` 填 `ws://host:3001`，`http` 填 `http://host:3000`"),
            ConfigField.secret("secret", "Signing secret").countsWhile("mode", "http")
                    .describedAs("events must carry `X-Signature`, an HMAC-SHA1 of the body made with it. Without it, a signature"
                            + " made with `access_token` is accepted too")
                    .inChinese("签名密钥", "事件必须带有用它对正文计算的 HMAC-SHA1 签名 `X-Signature`；不填时也接受用 `access_token` 计算的签名"),
            ConfigField.duration("heartbeat_timeout", "Silence that counts as a lost connection", "90s").advanced()
                    .describedAs("silence that counts as a lost connection; a quiet peer is asked for its status after a third of"
                            + " it. `0s`: never")
                    .inChinese("判定断线的静默时间", "静默超过这么久视为断线；过三分之一时会询问对方状态。`0s`：从不"),
            ConfigField.choice("media", "How media travel to the implementation", "auto", "path", "url", "base64",
                    "stream").advanced()
                    .describedAs("how media travel: `path`: the implementation sees the host's disk; `url`: it can reach the host"
                            + " over HTTP; `base64`: inside the message; `stream`: uploaded in pieces, NapCat; see below")
                    .inChinese("媒体传输方式", "`path`：OneBot 实现能看到主机的磁盘；`url`：它能通过 HTTP 访问主机；`base64`：放在消息里；"
                            + "`stream`：分片上传（NapCat）"),
            ConfigField.integer("media_base64_limit", "Largest medium inside a message").defaultsTo("20971520").atLeast("0")
                    .unit("bytes").advanced().describedAs("largest medium inside a message")
                    .inChinese("消息内媒体的上限", "消息里最大可以放多大的媒体"),
            ConfigField.duration("media_url_lifetime", "How long a medium can be fetched from the host", "10m").advanced()
                    .describedAs(
                            "how long a medium can be fetched from the host, and how long NapCat keeps what was uploaded to it")
                    .inChinese("媒体地址有效期", "可以从主机获取媒体多久，也是 NapCat 保留上传内容的时间"),
            ConfigField.flag("expand_quotes", "Ask for quoted and forwarded messages").advanced()
                    .describedAs(
                            "asks `get_msg` and `get_forward_msg` for what incoming messages quote or forward; one call each")
                    .inChinese("查询被引用和转发的消息", "收到引用或转发时用 `get_msg`、`get_forward_msg` 查询其内容，每条多一次调用"));

    private static final Set<String> WEB_SOCKET = Set.of("ws", "wss");
    private static final Set<String> HTTP = Set.of("http", "https");

    /// How the two sides connect.
    enum Mode {
        REVERSE_WS, FORWARD_WS, HTTP
    }

    /// How media travel.
    enum Strategy {
        AUTO, PATH, URL, BASE64, STREAM
    }

    /// @throws AdapterException `CONFIGURATION` with everything that does not go together
    static OneBotConfig of(AdapterConfig config) {
        OneBotConfig made = new OneBotConfig(Mode.valueOf(constant(config.text("mode"))), config.text("self_id").trim(),
                config.text("access_token"), config.address("url"), config.text("secret"), config.duration("heartbeat_timeout"),
                Strategy.valueOf(constant(config.text("media"))), config.integer("media_base64_limit"),
                config.duration("media_url_lifetime"), config.flag("expand_quotes"));
        List<String> problems = made.problems();
        if (!problems.isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, String.join("; ", problems));
        }
        return made;
    }

    private static String constant(String value) {
        return value.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        String scheme = url.map(URI::getScheme).orElse("");
        if (mode == Mode.FORWARD_WS && !WEB_SOCKET.contains(scheme)) {
            problems.add(
                    "config.url: mode forward-ws needs the address of the OneBot implementation, such as ws://127.0.0.1:3001");
        }
        if (mode == Mode.HTTP && !HTTP.contains(scheme)) {
            problems.add("config.url: mode http needs the address of the OneBot implementation, such as http://127.0.0.1:3000");
        }
        return problems;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "OneBotConfig[" + mode + ", selfId=" + selfId + "]";
    }
}
