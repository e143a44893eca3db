package dev.botyard.adapters.wecom;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.adapter.TextUnit;
import org.pf4j.Extension;

/// Makes the adapters of WeCom accounts.
@Extension
public final class WecomAdapterFactory implements AdapterFactory {
    /// An AI bot's; applications and robots take less, and [WecomOutbound] splits theirs.
    private static final int LONGEST_TEXT = 20_480;
    private static final int CONCURRENT_SENDS = 16;

    /// Not de-duplicating: an application can have equal texts dropped, but not a second sending of the same one.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("wecom").name("WeCom").imTypes("wecom")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.FILE_RESOLUTION, Capability.PLATFORM_CALLS)
            .lacks(Capability.MEMBER_LIST, "WeCom tells bots nothing of who is in a group")
            .lacks(Capability.GROUP_ADMINISTRATION, "WeCom gives bots no power over groups: only a person can, in WeCom itself")
            .schema(WecomConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT, TextUnit.UTF_8).maxMediaBytes(WecomOutbound.MAX_FILE)
                    .concurrentSends(CONCURRENT_SENDS))
            .formats(MediaFormats.ANY.voice("audio/amr").image("image/png", "image/jpeg").video("video/mp4"))
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new WecomAdapter(context, WecomConfig.of(context.config()));
    }
}
