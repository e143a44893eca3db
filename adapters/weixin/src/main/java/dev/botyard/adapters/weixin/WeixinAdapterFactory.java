package dev.botyard.adapters.weixin;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of WeChat accounts.
@Extension
public final class WeixinAdapterFactory implements AdapterFactory {
    private static final String NO_GROUPS = "a bot of iLink talks to people only, it is in no group";
    private static final int CONCURRENT_SENDS = 16;
    /// Longer text is refused or cut off.
    private static final int LONGEST_TEXT = 2000;

    /// No PUSH_PRIVATE: the platform lets a bot write only to people who have written to it. Not declared as de-duplicating either: requests
    /// carry a stable `client_id`, but nothing known says that the platform drops a second one.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("weixin").name("WeChat iLink").imTypes("weixin")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_IMAGE, Capability.SEND_VOICE, Capability.SEND_VIDEO,
                    Capability.SEND_FILE, Capability.SEND_MIXED, Capability.FILE_RESOLUTION, Capability.INTERACTIVE_LOGIN)
            .lacks(Capability.RECALL, "iLink has no call that takes messages back: only a person can, in WeChat itself")
            .lacks(Capability.MEMBER_LIST, NO_GROUPS).lacks(Capability.GROUP_ADMINISTRATION, NO_GROUPS)
            .schema(WeixinConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT).maxMediaBytes(MediaStation.MAX_BYTES)
                    .concurrentSends(CONCURRENT_SENDS))
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new WeixinAdapter(context, WeixinConfig.of(context.config()));
    }
}
