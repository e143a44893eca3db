package dev.botyard.adapters.slack;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of Slack accounts.
@Extension
public final class SlackAdapterFactory implements AdapterFactory {
    /// As Slack advises; it cuts off at ten times as much.
    private static final int LONGEST_TEXT = 4000;
    private static final long LARGEST_FILE = 1L << 30;
    private static final int CONCURRENT_SENDS = 16;

    /// No formats: Slack takes any file and plays what it can. Not de-duplicating: Slack promises nothing of that kind to bots.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("slack").name("Slack").imTypes("slack")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST,
                    Capability.FILE_RESOLUTION, Capability.MESSAGE_ACTIONS, Capability.PLATFORM_CALLS)
            .lacks(Capability.REQUEST_APPROVAL,
                    "Slack asks no bot: whoever may join a channel joins, and the bot is invited by /invite")
            .schema(SlackConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT).maxMediaBytes(LARGEST_FILE).concurrentSends(CONCURRENT_SENDS))
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new SlackAdapter(context, SlackConfig.of(context.config()));
    }
}
