package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract of an application: callbacks in, HTTP out.
class AppContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return WecomAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new AppFake(host);
    }

    /// Applications talk to people only. Between calls there is no connection that could break, fall silent or be replaced, and a secret that
    /// was changed shows at the next call: [AppIT].
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.GROUPS, Behaviour.DROPS_CONNECTION, Behaviour.FALLS_SILENT, Behaviour.CONNECTS_TWICE,
                Behaviour.CONNECTS_BADLY, Behaviour.ECHOES_OWN, Behaviour.LIMITS_RATE, Behaviour.REVOKES_LOGIN);
    }
}
