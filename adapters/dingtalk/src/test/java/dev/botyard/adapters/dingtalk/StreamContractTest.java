package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The host connects to DingTalk, which does not tell a robot what it said itself.
class StreamContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return DingtalkAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return DingtalkFake.streams();
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.ECHOES_OWN, Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
