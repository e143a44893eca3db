package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.Mail;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import javax.net.ssl.SSLSocketFactory;
import org.pf4j.Extension;

/// Makes the adapters of notification services.
@Extension
public final class NotifyAdapterFactory implements AdapterFactory {
    /// Text is split by [NotifyAdapter], because each service takes another length.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("notify").name("Notifications")
            .imTypes("notify")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP)
            .lacks(Capability.RECALL, "what a notification service has taken is on its way and cannot be taken back")
            .lacks(Capability.MEMBER_LIST, "a notification service does not tell who reads")
            .schema(NotifyConfig.SCHEMA)
            .limits(Limits.NONE.maxMediaBytes(Mail.LARGEST).concurrentSends(16)).build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new NotifyAdapter(context, NotifyConfig.of(context.config()), (SSLSocketFactory) SSLSocketFactory.getDefault());
    }
}
