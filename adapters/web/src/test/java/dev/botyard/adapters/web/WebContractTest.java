package dev.botyard.adapters.web;

import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/// There is no platform behind the page: nobody to log in at, nobody to be refused by, and pages come and go without the account.
class WebContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return WebAdapterFactory.class;
    }

    @Override
    protected FakeIm im(URI host) {
        return new PageFake(host, OPERATOR_TOKEN);
    }

    @Override
    protected Set<Behaviour> absent() {
        return EnumSet
                .complementOf(EnumSet.of(Behaviour.GROUPS, Behaviour.KNOWS_TARGETS, Behaviour.FRAGMENTS, Behaviour.MALFORMED,
                        Behaviour.OVERSIZED, Behaviour.PAUSES, Behaviour.ACKNOWLEDGED));
    }
}
