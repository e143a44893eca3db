package dev.botyard.adapters.qx;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of WeChat accounts behind Qianxun.
@Extension
public final class QxAdapterFactory implements AdapterFactory {
    /// As many Han characters as WeChat for Windows bears, which counts each as two; what needs codes of Qianxun is lighter yet.
    private static final int LONGEST_TEXT = 2000;
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("qx").name("Qianxun (WeChat)").imTypes("qx")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_IMAGE, Capability.SEND_VIDEO, Capability.SEND_FILE,
                    Capability.SEND_MIXED, Capability.PUSH_PRIVATE, Capability.PUSH_GROUP, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST, Capability.REQUEST_APPROVAL, Capability.FILE_RESOLUTION,
                    Capability.PLATFORM_CALLS)
            .lacks(Capability.SEND_VOICE, "Qianxun has no call for voice messages: send it as a file")
            .lacks(Capability.RECALL, "Qianxun has no call that takes messages back: only a person can, in WeChat itself")
            .schema(QxConfig.SCHEMA).limits(Limits.NONE.maxTextLength(LONGEST_TEXT).concurrentSends(4)).build();

    private final Switchboard switchboard = new Switchboard();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new QxAdapter(context, QxConfig.of(context.config()), switchboard);
    }
}
