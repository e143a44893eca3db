package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract of a service by HTTP.
class NtfyContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return NotifyAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new NtfyFake();
    }

    /// Nothing comes in. Between calls there is no connection that could break or fall silent; that a key was taken back shows at the next
    /// probe or send: [ServicesIT].
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.TALKS, Behaviour.DROPS_CONNECTION, Behaviour.FALLS_SILENT, Behaviour.REVOKES_LOGIN,
                Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.DIES_AT_UPLOAD);
    }
}
