package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract over the long connection. What media, answers and streams hold is in the tests beside it.
class AiBotContractTest extends AdapterContractTest {
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
        return new AiBotFake();
    }

    /// The platform never connects to the host, tells a bot nothing of its own messages and names none in its receipts, and says of no limit how
    /// long it lasts. It does not ask whether a frame has arrived either.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.ECHOES_OWN, Behaviour.NAMES_MESSAGES,
                Behaviour.LIMITS_RATE, Behaviour.ACKNOWLEDGED);
    }
}
