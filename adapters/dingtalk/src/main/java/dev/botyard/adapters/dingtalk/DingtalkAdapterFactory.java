package dev.botyard.adapters.dingtalk;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import org.pf4j.Extension;

/// Makes the adapters of DingTalk robots.
@Extension
public final class DingtalkAdapterFactory implements AdapterFactory {
    private static final String NO_GROUP_CALLS = "DingTalk lets robots talk in groups only; who is in a group, and who may be, people see to in DingTalk";
    /// 20,000 bytes, of which a Chinese character is three, with room for the envelope.
    private static final int LONGEST_TEXT = 5_000;
    private static final int CONCURRENT_SENDS = 16;

    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("dingtalk").name("DingTalk").imTypes("dingtalk")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.FILE_RESOLUTION)
            .lacks(Capability.MEMBER_LIST, NO_GROUP_CALLS).lacks(Capability.GROUP_ADMINISTRATION, NO_GROUP_CALLS)
            .schema(DingtalkConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT).maxMediaBytes(DingtalkSender.MAX_BYTES)
                    .concurrentSends(CONCURRENT_SENDS))
            .formats(MediaFormats.ANY.voice("audio/amr", "audio/mpeg", "audio/wav").image("image/png", "image/jpeg", "image/gif",
                    "image/bmp"))
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new DingtalkAdapter(context, DingtalkConfig.of(context.config()));
    }
}
