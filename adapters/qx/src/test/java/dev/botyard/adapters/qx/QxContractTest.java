package dev.botyard.adapters.qx;

import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract in the Pro dialect; what differs in the others is in [DialectsIT].
class QxContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return QxAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new QxFake(Dialect.PRO, host);
    }

    /// There is no connection to break nor one that the platform makes, and Qianxun does not say why it refuses.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.DROPS_CONNECTION, Behaviour.KNOWS_TARGETS, Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
