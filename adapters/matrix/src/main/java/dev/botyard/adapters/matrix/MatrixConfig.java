package dev.botyard.adapters.matrix;

import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.time.Duration;
import java.util.Set;

/// The settings of one account, checked together.
///
/// @param homeserver an address, or the name of a server that tells its address
/// @param joins      whose invitations are accepted: `none`, `listed` or `all`
/// @param poll       how long the server may hold a poll
record MatrixConfig(String homeserver, String accessToken, String user, String password, String joins, Set<String> inviters,
        String deviceName, boolean asNotice, boolean takesNotices, boolean receipts, Duration poll) {

    static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text("homeserver", "Homeserver").mandatory()
                    .describedAs("its address, such as `https://matrix.example.org`, or the name behind the colon of the user id")
                    .inChinese("服务器", "服务器地址，如 `https://matrix.example.org`，或用户 ID 冒号后的名称"),
            ConfigField.secret("access_token", "Access token")
                    .describedAs("of a login made elsewhere; without it `user` and `password` are needed")
                    .inChinese("访问令牌", "在别处登录得到的令牌；不填则需要 `user` 和 `password`"),
            ConfigField.text("user", "User").describedAs("the user id or its first part, for a login by password")
                    .inChinese("用户名", "用于密码登录的用户 ID 或其前半部分"),
            ConfigField.secret("password", "Password").describedAs("asked for once; the login is kept in the account's store")
                    .inChinese("密码", "只在首次登录时使用；登录保存在账号的存储中"),
            ConfigField.choice("auto_join", "Whose invitations are accepted", "none", "listed", "all")
                    .describedAs(
                            "`none`: each becomes a request that scripts answer. `listed`: those of `inviters` are accepted. `all`: everybody's")
                    .inChinese("自动接受邀请", "`none`：邀请作为请求交给脚本；`listed`：只接受 `inviters` 中的人；`all`：全部接受"),
            ConfigField.list("inviters", "Who may invite").onlyWhile("auto_join", "listed")
                    .describedAs("user ids, such as `@ann:example.org`")
                    .inChinese("可邀请的人", "用户 ID，如 `@ann:example.org`"),
            ConfigField.flag("notices", "Take notices")
                    .describedAs(
                            "also takes messages of the kind `m.notice`, which bots send. Two bots that answer each other never end")
                    .inChinese("接收 notice", "也接收机器人发送的 `m.notice` 消息；两个互相回复的机器人会没完没了"),
            ConfigField.flag("send_notices", "Send notices")
                    .describedAs("sends text as `m.notice`, which other bots leave alone")
                    .inChinese("以 notice 发送", "以 `m.notice` 发送文本，其他机器人不会回应"),
            ConfigField.flag("read_receipts", "Show what was read")
                    .describedAs("shows people that the bot has read what they said").inChinese("已读回执", "向对方显示机器人已读"),
            ConfigField.text("device_name", "Name of the device").defaultsTo("Botyard").advanced()
                    .describedAs("how a login by password is named in the list of devices").inChinese("设备名称", "密码登录在设备列表中的名称"),
            ConfigField.duration("poll", "How long a poll is held", "30s").atLeast("100ms").atMost("5m").advanced()
                    .describedAs("how long the server may hold a poll; proxies on the way often cut at 60s")
                    .inChinese("轮询时长", "服务器保持一次轮询的时长；途中的代理常在 60s 时断开"));

    /// @throws AdapterException `CONFIGURATION` when there is no way to log in
    static MatrixConfig of(AdapterConfig config) {
        MatrixConfig read = new MatrixConfig(config.text("homeserver").strip().replaceFirst("/+$", ""),
                config.text("access_token"),
                config.text("user"), config.text("password"), config.text("auto_join"), Set.copyOf(config.list("inviters")),
                config.text("device_name"), config.flag("send_notices"), config.flag("notices"), config.flag("read_receipts"),
                config.duration("poll"));
        if (read.accessToken.isEmpty() && (read.user.isEmpty() || read.password.isEmpty())) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "no way to log in: set access_token, or user and password");
        }
        return read;
    }

    boolean joins(String inviter) {
        return joins.equals("all") || joins.equals("listed") && inviters.contains(inviter);
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "MatrixConfig[" + homeserver + "]";
    }
}
