package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The host connects to the server, which goes on behind the number of the last event that the host has taken.
class SocketContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return SatoriAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return SatoriFake.sockets();
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.ACKNOWLEDGED, Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
