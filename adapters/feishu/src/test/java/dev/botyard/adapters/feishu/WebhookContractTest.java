package dev.botyard.adapters.feishu;

import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.Set;

/// There is no connection to break; posts that are slow or too large never reach the adapter.
class WebhookContractTest extends FeishuContract {
    @Override
    protected FakeIm im(URI host) {
        return new HookedFake(host);
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.DROPS_CONNECTION, Behaviour.FRAGMENTS, Behaviour.OVERSIZED, Behaviour.PAUSES,
                Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
