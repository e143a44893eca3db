package com.example.{{package}};

import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.adapter.Capability;
import dev.botyard.api.adapter.ConfigField;
import dev.botyard.api.adapter.ConfigSchema;
import org.pf4j.Extension;

@Extension
public final class {{type}}AdapterFactory implements AdapterFactory {
    private static final AdapterDescriptor DESCRIPTOR = AdapterDescriptor.adapter("{{name}}").name("{{type}}").imTypes("{{name}}")
            .capabilities(Capability.SEND_TEXT, Capability.PUSH_PRIVATE, Capability.PUSH_GROUP)
            .schema(ConfigSchema.of(ConfigField.address("url", "Where the platform listens", "ws", "wss").mandatory(),
                    ConfigField.secret("token", "The platform's token")))
            .build();

    @Override
    public AdapterDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Adapter create(AdapterContext context) {
        return new {{type}}Adapter(context);
    }
}
