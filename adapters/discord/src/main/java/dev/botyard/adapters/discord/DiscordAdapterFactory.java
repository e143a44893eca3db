package dev.botyard.adapters.discord;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import org.pf4j.Extension;

/// Makes the adapters of Discord bots.
@Extension
public final class DiscordAdapterFactory implements AdapterFactory {
    private static final ConfigSchema SCHEMA = ConfigSchema.of(
            ConfigField.secret("token", "Bot token").mandatory()
                    .describedAs("of the developer portal, page Bot, Reset Token. Whoever has it is the bot")
                    .inChinese("机器人令牌", "开发者门户 Bot 页的 Reset Token；持有它的人就是这个机器人"),
            ConfigField.flag("message_content", "Read what is said in servers").defaultsTo("true")
                    .describedAs(
                            "needs `MESSAGE CONTENT INTENT` in the developer portal. Without it, only messages that mention the bot,"
                                    + " and private ones, have content")
                    .inChinese("读取服务器中的消息内容", "需要在开发者门户打开 `MESSAGE CONTENT INTENT`；否则只有提及机器人的消息和私聊有内容"),
            ConfigField.flag("members", "Hear of members who join, leave or are silenced").defaultsTo("true")
                    .describedAs("needs `SERVER MEMBERS INTENT` in the developer portal. Member lists need it too")
                    .inChinese("接收成员加入、离开、禁言事件", "需要在开发者门户打开 `SERVER MEMBERS INTENT`；成员列表也需要它"),
            ConfigField.flag("bots", "Take messages of other bots and of webhooks")
                    .describedAs("two bots that answer each other do so for ever")
                    .inChinese("接收其他机器人和 webhook 的消息", "两个互相应答的机器人会没完没了"),
            ConfigField.flag("typing", "Show 'typing' while media are uploaded")
                    .describedAs("shows \"typing\" in the chat while media are uploaded")
                    .inChinese("显示“正在输入”", "上传媒体期间在聊天中显示“正在输入”"),
            ConfigField.address("api_url", "Address of the API", "https", "http").defaultsTo("https://discord.com/api/v10")
                    .advanced()
                    .describedAs("for a proxy of the API. The gateway's address is asked for there")
                    .inChinese("接口地址", "使用 API 反向代理时填写；网关地址由此查询"),
            ConfigField.address("cdn_url", "Address of pictures", "https", "http").defaultsTo("https://cdn.discordapp.com")
                    .advanced()
                    .describedAs("where avatars and stickers lie").inChinese("图片地址", "头像和贴纸所在的地址"),
            ConfigField.duration("login_timeout", "How long the login may take", "30s").atLeast("100ms").advanced()
                    .describedAs("from the first call until the gateway says that the bot is logged in")
                    .inChinese("登录时限", "从第一次调用到网关确认登录的最长时间"));

    /// Other formats arrive too, as files to download.
    private static final MediaFormats FORMATS = MediaFormats.ANY.voice("audio/mpeg", "audio/ogg", "audio/wav", "audio/flac")
            .image("image/png", "image/jpeg", "image/gif", "image/webp")
            .video("video/mp4", "video/webm", "video/quicktime").takingOthers();

    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("discord").name("Discord").imTypes("discord")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST,
                    Capability.FILE_RESOLUTION, Capability.MESSAGE_ACTIONS, Capability.PLATFORM_CALLS)
            .lacks(Capability.REQUEST_APPROVAL, "a bot has no friends, and a person with the right invites it to servers")
            .schema(SCHEMA).formats(FORMATS)
            .limits(Limits.NONE.maxTextLength(DiscordOutbound.LONGEST).maxMediaBytes(DiscordOutbound.MAX_FILE).concurrentSends(16)
                    .deduplicating())
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new DiscordAdapter(context);
    }
}
