package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// The server posts to the host. There is no connection to break or to fall silent, posts that are slow or too large never reach the adapter, and
/// that a login was taken back is not posted in time.
class WebhookContractTest extends AdapterContractTest {
    @Override
    protected Class<? extends AdapterFactory> factory() {
        return SatoriAdapterFactory.class;
    }

    @Override
    protected List<Class<?>> bundled() {
        return List.of(Json.class);
    }

    @Override
    protected FakeIm im(URI host) {
        return SatoriFake.posts(host);
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY, Behaviour.DROPS_CONNECTION, Behaviour.FALLS_SILENT,
                Behaviour.FRAGMENTS, Behaviour.OVERSIZED, Behaviour.PAUSES, Behaviour.REVOKES_LOGIN, Behaviour.MALFORMED);
    }
}
