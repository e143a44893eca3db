package dev.botyard.adapters.satori;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of logins of a Satori server.
@Extension
public final class SatoriAdapterFactory implements AdapterFactory {
    private static final int CONCURRENT_SENDS = 8;

    /// The platform behind the server decides what works: what it lacks is refused when it is asked for.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("satori").name("Satori").anyImType()
            .capabilities(Capability.SEND_TEXT, Capability.SEND_IMAGE, Capability.SEND_VOICE, Capability.SEND_VIDEO,
                    Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE, Capability.PUSH_GROUP,
                    Capability.RECALL, Capability.EDIT,
                    Capability.GROUP_ADMINISTRATION, Capability.MEMBER_LIST, Capability.REQUEST_APPROVAL,
                    Capability.FILE_RESOLUTION)
            .schema(SatoriConfig.SCHEMA).limits(Limits.NONE.concurrentSends(CONCURRENT_SENDS)).build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new SatoriAdapter(context, SatoriConfig.of(context.config()));
    }
}
