package dev.botyard.adapters.onebot11;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of OneBot v11 accounts.
@Extension
public final class OneBotAdapterFactory implements AdapterFactory {
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("onebot11").name("OneBot v11").imTypes("qq")
            .anyImType()
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP,
                    Capability.RECALL, Capability.GROUP_ADMINISTRATION, Capability.MEMBER_LIST, Capability.REQUEST_APPROVAL,
                    Capability.FILE_RESOLUTION, Capability.MESSAGE_ACTIONS, Capability.PLATFORM_CALLS)
            .schema(OneBotConfig.SCHEMA).limits(Limits.NONE).build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new OneBotAdapter(context, OneBotConfig.of(context.config()));
    }
}
