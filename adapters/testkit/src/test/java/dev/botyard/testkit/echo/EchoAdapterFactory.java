package dev.botyard.testkit.echo;

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import org.pf4j.Extension;

/// Describes the echo adapter.
@Extension
public final class EchoAdapterFactory implements AdapterFactory {

    @Override
    public AdapterDescriptor descriptor() {
        return AdapterDescriptor.adapter("echo").name("Echo").imTypes("echo")
                .capabilities(Capability.SEND_TEXT, Capability.PUSH_GROUP, Capability.PUSH_PRIVATE)
                .schema(ConfigSchema.of(ConfigField.integer("port", "Port").mandatory(),
                        ConfigField.secret("token", "Token").mandatory()))
                .build();
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new EchoAdapter(context);
    }
}
