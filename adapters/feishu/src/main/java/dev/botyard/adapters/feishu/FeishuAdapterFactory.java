package dev.botyard.adapters.feishu;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterConfig;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import org.pf4j.Extension;

/// Makes the adapters of Feishu and Lark accounts.
@Extension
public final class FeishuAdapterFactory implements AdapterFactory {
    static final String MODE = "mode";
    static final String WEBHOOK = "webhook";
    /// A post or a card holds 30 KB of JSON, in which quotes and line ends take more than one byte.
    private static final int LONGEST_TEXT = 20_000;
    private static final int CONCURRENT_SENDS = 16;

    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.text("app_id", "App ID").mandatory().identity()
                    .describedAs("`cli_…`, in the developer console under Credentials & Basic Info")
                    .inChinese("应用 App ID", "`cli_…`，在开发者后台“凭证与基础信息”里"),
            ConfigField.secret("app_secret", "App Secret").mandatory().describedAs("beside the App ID")
                    .inChinese("App Secret（应用密钥）", "与 App ID 在同一页"),
            ConfigField.address("base_url", "Address of the open platform", "https", "http")
                    .defaultsTo("https://open.feishu.cn").describedAs("for Lark `https://open.larksuite.com`")
                    .inChinese("开放平台地址", "国际版 Lark 填 `https://open.larksuite.com`"),
            ConfigField.choice(MODE, "How events come", "long-connection", WEBHOOK)
                    .describedAs("over a connection from here, or as requests to this host, which needs a public address")
                    .inChinese("接收事件的方式", "`long-connection` 由本机主动连接；`webhook` 由飞书请求本机，需要公网地址"),
            ConfigField.secret("verification_token", "Verification Token").onlyWhile(MODE, WEBHOOK)
                    .describedAs("in the console under Events & Callbacks, Encryption Strategy")
                    .inChinese("Verification Token（校验令牌）", "在“事件与回调 → 加密策略”里"),
            ConfigField.secret("encrypt_key", "Encrypt Key").onlyWhile(MODE, WEBHOOK)
                    .describedAs("beside the Verification Token, if one is set there: events come encrypted and signed then")
                    .inChinese("Encrypt Key（加密密钥）", "与 Verification Token 在同一页；设置后事件会加密并签名"),
            ConfigField.choice("markdown", "How Markdown is sent", "card", "post").advanced()
                    .describedAs("as a card, which shows more, or as a post, which can be edited and quoted like text")
                    .inChinese("Markdown 的发送方式", "`card` 卡片，支持的格式更多；`post` 富文本，可像文本一样引用"),
            ConfigField.flag("names", "Ask for the names of senders").defaultsTo("true").advanced()
                    .describedAs(
                            "events name people by id only. Needs the right `contact:user.base:readonly`; without it names stay empty")
                    .inChinese("查询发送者姓名", "事件里只有 ID；需要权限 `contact:user.base:readonly`，没有时姓名为空"),
            ConfigField.text("seen_reaction", "Reaction to what was seen").advanced()
                    .describedAs("an emoji such as `Get` or `OnIt` that the bot sets to each message it has taken")
                    .inChinese("已读表情", "机器人收到消息后添加的表情，例如 `Get`、`OnIt`；不填则不添加"),
            ConfigField.duration("check_interval", "How often the login is checked", "5m").atLeast("100ms").advanced()
                    .countsWhile(MODE, WEBHOOK)
                    .describedAs("with requests to this host, silence says nothing about the app")
                    .inChinese("检查登录的间隔", "webhook 方式下没有事件并不代表应用正常，因此定期检查"));

    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("feishu").name("Feishu / Lark")
            .imTypes("feishu")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST,
                    Capability.FILE_RESOLUTION, Capability.MESSAGE_ACTIONS, Capability.PLATFORM_CALLS)
            .lacks(Capability.REQUEST_APPROVAL,
                    "Feishu asks no bot whether somebody may join: people invite each other to groups")
            .schema(SCHEMA)
            .formats(MediaFormats.ANY.voice("audio/ogg").video("video/mp4")
                    .image("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/heic"))
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT, TextUnit.UTF_8).maxMediaBytes(FeishuOutbound.MAX_FILE)
                    .concurrentSends(CONCURRENT_SENDS).deduplicating())
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        AdapterConfig config = context.config();
        if (config.text(MODE).equals(WEBHOOK) && config.text("verification_token").isEmpty()
                && config.text("encrypt_key").isEmpty()) {
            throw new AdapterException(ErrorKind.CONFIGURATION, "with mode webhook anybody could send events; set encrypt_key or"
                    + " verification_token as in the console under Events & Callbacks (事件与回调), Encryption Strategy (加密策略)");
        }
        return new FeishuAdapter(context);
    }
}
