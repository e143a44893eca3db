package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.echo.EchoAdapterFactory;
import java.net.URI;

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
}
