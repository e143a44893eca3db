package dev.botyard.testkit;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.echo.EchoAdapterFactory;

/// The positive case: the sample adapter keeps the whole contract.
class EchoContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return EchoAdapterFactory.class;
    }

    @Override
    protected FakeIm im() {
        return new EchoServer("");
    }
}
