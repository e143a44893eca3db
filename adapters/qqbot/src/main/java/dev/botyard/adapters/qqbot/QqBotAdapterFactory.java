package dev.botyard.adapters.qqbot;

import dev.botyard.api.account.AccountId;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pf4j.Extension;

/// Makes the adapters of QQ's official bots.
@Extension
public final class QqBotAdapterFactory implements AdapterFactory {
    static final String APP_ID = "app_id";
    static final String SECRET = "client_secret";
    static final String TRANSPORT = "transport";
    static final String EVENTS = "events";
    static final String PUSH_LATE = "push_late_replies";
    static final String WINDOW_PRIVATE = "window_private";
    static final String WINDOW_GROUP = "window_group";
    static final String REPLIES = "replies_per_message";
    static final String CHECK = "check_every";
    static final String BASE_URL = "base_url";
    static final String TOKEN_URL = "token_url";

    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text(APP_ID, "AppID").mandatory().identity()
                    .describedAs("the bot's AppID from the console at `q.qq.com`")
                    .inChinese("机器人 AppID", "`q.qq.com` 管理端里机器人的 AppID"),
            ConfigField.secret(SECRET, "AppSecret").mandatory()
                    .describedAs("the bot's AppSecret. The console shows it once, when it is made")
                    .inChinese("机器人 AppSecret（密钥）", "机器人的 AppSecret；管理端只在生成时显示一次"),
            ConfigField.choice(TRANSPORT, "How events come", "gateway", "webhook")
                    .describedAs(
                            "`gateway`: over a WebSocket that this host opens; `webhook`: QQ posts to this host, which needs a"
                                    + " public HTTPS address on port 443, 80, 8080 or 8443. A bot that was moved to webhooks may not be able to"
                                    + " go back")
                    .inChinese("事件接收方式", "`gateway`：由本机发起的 WebSocket；`webhook`：由 QQ 推送到本机，需要公网 HTTPS 地址（端口"
                            + " 443、80、8080 或 8443）。改用 webhook 后可能无法再改回"),
            ConfigField.list(EVENTS, "Kinds of events").countsWhile(TRANSPORT, "gateway")
                    .describedAs("what to subscribe to: `groups`, `interactions`, `group_members`, `guilds`, `guild_members`,"
                            + " `guild_messages`, `guild_mentions`, `guild_reactions`, `guild_dms`, `audits`. None given: `groups`,"
                            + " `interactions`, `group_members`, `guild_mentions`, `guild_dms`, `audits`. Where QQ refuses that, the"
                            + " first two alone are tried")
                    .inChinese("事件类别", "要订阅的事件：`groups`、`interactions`、`group_members`、`guilds`、`guild_members`、"
                            + "`guild_messages`、`guild_mentions`、`guild_reactions`、`guild_dms`、`audits`。不填则订阅 `groups`、"
                            + "`interactions`、`group_members`、`guild_mentions`、`guild_dms`、`audits`；被 QQ 拒绝时只用前两项再试"),
            ConfigField.flag(PUSH_LATE, "Push replies that come too late")
                    .describedAs(
                            "sends a reply as a push of its own when the message that it answers takes no more replies. Pushes"
                                    + " have small quotas, and many bots may not push at all")
                    .inChinese("超时回复改为主动消息", "被动回复已超时或次数用完时，改以主动消息发送；主动消息额度很小，许多机器人没有此权限"),
            ConfigField.duration(WINDOW_PRIVATE, "How long a private message can be answered", "60m").advanced()
                    .describedAs("how long QQ takes replies to a private message").inChinese("单聊可回复时限", "QQ 接受对单聊消息被动回复的时长"),
            ConfigField.duration(WINDOW_GROUP, "How long a message in a group can be answered", "5m").advanced()
                    .describedAs("how long QQ takes replies to a message in a group or a channel")
                    .inChinese("群聊可回复时限", "QQ 接受对群聊或频道消息被动回复的时长"),
            ConfigField.integer(REPLIES, "Replies to one message").defaultsTo("5").within(1, 100).advanced()
                    .describedAs("how many replies QQ takes for one message").inChinese("每条消息的回复次数", "QQ 对每条消息接受的被动回复次数"),
            ConfigField.duration(CHECK, "How often the login is checked", "5m").atLeast("100ms").advanced()
                    .countsWhile(TRANSPORT, "webhook").describedAs("how often QQ is asked whether the login still holds")
                    .inChinese("登录检查间隔", "多久向 QQ 确认一次登录仍然有效"),
            ConfigField.address(BASE_URL, "Address of the API", "https", "http").defaultsTo("https://api.sgroup.qq.com")
                    .advanced()
                    .describedAs("where calls go. The sandbox is at `https://sandbox.api.sgroup.qq.com`")
                    .inChinese("接口地址", "接口调用地址；沙箱为 `https://sandbox.api.sgroup.qq.com`"),
            ConfigField.address(TOKEN_URL, "Address for access tokens", "https", "http")
                    .defaultsTo("https://bots.qq.com/app/getAppAccessToken").advanced()
                    .describedAs("where access tokens come from")
                    .inChinese("获取 access token 的地址", "access token 从这里获取"));

    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("qqbot").name("QQ official bot")
            .imTypes("qqbot")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.MEMBER_LIST,
                    Capability.PLATFORM_CALLS)
            .lacks(Capability.GROUP_ADMINISTRATION, "QQ's official bots cannot remove or silence members of groups")
            .lacks(Capability.REQUEST_APPROVAL,
                    "people add a bot without asking; the notices friend_add and group_add_robot tell it")
            .schema(SCHEMA).limits(Limits.NONE.maxTextLength(5_000).maxMediaBytes(QqBotOutbound.MAX_MEDIUM).concurrentSends(16))
            .formats(MediaFormats.ANY.voice("audio/silk").image("image/png", "image/jpeg", "image/gif").video("video/mp4"))
            .build();

    /// What may be answered outlives an attempt: QQ asks for a new connection every half hour.
    private final Map<AccountId, PassiveReplies> replies = new ConcurrentHashMap<>();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new QqBotAdapter(context, replies.computeIfAbsent(context.account(), _ -> new PassiveReplies()));
    }
}
