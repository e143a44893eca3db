package dev.botyard.adapters.feishu;

import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.Set;

/// The long connection. The platform never connects to the host.
class FeishuContractTest extends FeishuContract {
    @Override
    protected FakeIm im(URI host) {
        return new ConnectedFake();
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
