package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract over the iLink fake. Reply windows, the login by a person and what media hold are not in it; they are in the tests beside it.
class WeixinContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return WeixinAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new WeixinFake();
    }

    /// iLink's bots talk to people only, and it never connects to the host. It does not publish by which code it refuses an unknown person.
    /// Silence shows when two polls, held for up to 35 seconds each, stay unanswered: longer than the kit waits, [WeixinReceiveIT] tests it.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.GROUPS, Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.KNOWS_TARGETS,
                Behaviour.FALLS_SILENT);
    }
}
