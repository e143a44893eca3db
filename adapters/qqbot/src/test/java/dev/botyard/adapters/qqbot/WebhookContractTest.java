package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The contract over webhooks. There is no connection to break; posts that are slow or too large never reach the adapter.
class WebhookContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return QqBotAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return new WebhookFake(host);
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.DROPS_CONNECTION, Behaviour.FRAGMENTS, Behaviour.OVERSIZED, Behaviour.PAUSES,
                Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
    }
}
