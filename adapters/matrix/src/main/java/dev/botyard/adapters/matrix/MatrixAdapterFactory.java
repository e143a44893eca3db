package dev.botyard.adapters.matrix;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.Limits;
import org.pf4j.Extension;

/// Makes the adapters of Matrix accounts.
@Extension
public final class MatrixAdapterFactory implements AdapterFactory {
    /// An event has 65,536 bytes at most, and text stands in it twice, once as HTML.
    private static final int LONGEST_TEXT = 8_000;
    private static final int CONCURRENT_SENDS = 16;

    /// A homeserver drops a second event with the same transaction id of the same device.
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("matrix").name("Matrix").imTypes("matrix")
            .capabilities(Capability.SEND_TEXT, Capability.SEND_MARKDOWN, Capability.SEND_IMAGE, Capability.SEND_VOICE,
                    Capability.SEND_VIDEO, Capability.SEND_FILE, Capability.SEND_MIXED, Capability.PUSH_PRIVATE,
                    Capability.PUSH_GROUP, Capability.RECALL, Capability.EDIT, Capability.GROUP_ADMINISTRATION,
                    Capability.MEMBER_LIST,
                    Capability.REQUEST_APPROVAL, Capability.FILE_RESOLUTION, Capability.MESSAGE_ACTIONS,
                    Capability.PLATFORM_CALLS)
            .schema(MatrixConfig.SCHEMA)
            .limits(Limits.NONE.maxTextLength(LONGEST_TEXT).maxMediaBytes(MatrixApi.LARGEST_MEDIUM)
                    .concurrentSends(CONCURRENT_SENDS)
                    .deduplicating())
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new MatrixAdapter(context, MatrixConfig.of(context.config()));
    }
}
