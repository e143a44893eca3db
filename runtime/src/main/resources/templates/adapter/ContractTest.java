package com.example.{{package}};

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/// The contract of adapters, held against {{type}}. Take a name out of `absent` when the fake and the adapter can do it.
class {{type}}ContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return {{type}}AdapterFactory.class;
    }

    @Override
    protected FakeIm im(URI host) {
        return new Fake{{type}}();
    }

    @Override
    protected Set<Behaviour> absent() {
        return EnumSet.complementOf(EnumSet.of(Behaviour.DROPS_CONNECTION, Behaviour.ANSWERS_SENDS));
    }
}
