package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract over a homeserver of the tests.
class MatrixContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return MatrixAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new MatrixFake();
    }

    /// A homeserver never connects to the host.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
