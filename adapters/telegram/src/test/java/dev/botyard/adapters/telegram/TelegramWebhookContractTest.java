package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract, called by the platform.
class TelegramWebhookContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return TelegramAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return TelegramFake.calling(host);
    }

    /// No connection stands that could break or fall silent: each update is a call of its own. What is no HTTP request is refused by the host. A
    /// login that is taken back shows at the next look at the webhook, a minute later at most, or at the next send.
    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.DROPS_CONNECTION, Behaviour.FALLS_SILENT,
                Behaviour.FRAGMENTS, Behaviour.PAUSES, Behaviour.OVERSIZED, Behaviour.REVOKES_LOGIN);
    }
}
