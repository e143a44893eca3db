package dev.botyard.adapters.telegram;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import dev.botyard.api.adapter.MediaFormats;
import org.pf4j.Extension;

/// Makes the adapters of Telegram bots.
@Extension
public final class TelegramAdapterFactory implements AdapterFactory {
    private static final int CONCURRENT_SENDS = 16;

    /// Not declared as de-duplicating: no call of the Bot API carries an id of the request.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("telegram").name("Telegram").imTypes("telegram")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.REQUEST_APPROVAL, Capability.FILE_RESOLUTION, Capability.PLATFORM_CALLS)
            .lacks(Capability.MEMBER_LIST, "the Bot API tells a bot about single members, and lists none but administrators")
            .schema(TelegramConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(TelegramOutbound.LONGEST_TEXT).maxMediaBytes(TelegramOutbound.MAX_BYTES)
                    .concurrentSends(CONCURRENT_SENDS))
            .formats(MediaFormats.ANY.voice("audio/ogg", "audio/mpeg", "audio/mp4")
                    .image("image/jpeg", "image/png", "image/webp", "image/gif").takingOthers())
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new TelegramAdapter(context, TelegramConfig.of(context.config()));
    }
}
