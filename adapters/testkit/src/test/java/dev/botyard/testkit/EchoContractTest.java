package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.echo.EchoAdapterFactory;
import java.net.URI;
import java.util.Set;

/// The positive case: the sample adapter keeps the whole contract.
class EchoContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return EchoAdapterFactory.class;
    }

    @Override
    protected FakeIm im(URI host) {
        return new EchoServer("");
    }

    /// The adapter connects, not the platform; and there are no media.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.DIES_AT_UPLOAD);
    }
}
