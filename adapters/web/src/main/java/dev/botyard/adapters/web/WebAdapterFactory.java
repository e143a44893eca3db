package dev.botyard.adapters.web;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes accounts that people reach with a browser. All accounts share one page, hence one hub.
@Extension
public final class WebAdapterFactory implements AdapterFactory {
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("web")
            .name("Web chat")
            .imTypes("web")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST,
                    Capability.FILE_RESOLUTION)
            .schema(WebConfig.SCHEMA)
            .formats(MediaTypes.PLAYED)
            .limits(Limits.NONE.maxTextLength(PageText.MAX_LENGTH).deduplicating())
            .build();

    private final ChatHub hub = new ChatHub();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new WebAdapter(context, WebConfig.of(context.config()), hub);
    }
}
