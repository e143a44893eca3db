package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import java.util.List;

/// The contract over one transport of the standard; each has a class of its own, so that they run beside each other.
abstract class OneBotContract extends AdapterContractTest {
    @Override
    protected final Class<? extends AdapterFactory> factory() {
        return OneBotAdapterFactory.class;
    }

    @Override
    protected final List<Class<?>> bundled() {
        return List.of(Json.class);
    }
}
