package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.json.Json;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.testkit.AdapterContractTest;
import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/// The contract over each transport of the standard.
class OneBotContractTest {

    abstract static class Contract extends AdapterContractTest {
        @Override
        protected final Class<? extends AdapterFactory> factory() {
            return OneBotAdapterFactory.class;
        }

        @Override
        protected final List<Class<?>> bundled() {
            return List.of(Json.class);
        }
    }

    /// The host does not connect to anybody, and OneBot has no word for "wait so long".
    @Nested
    class ReverseWebSocket extends Contract {
        @Override
        protected FakeIm im(URI host) {
            return new SocketFake.Reverse(host);
        }

        @Override
        protected Set<Behaviour> absent() {
            return Set.of(Behaviour.REFUSES_CONNECTIONS, Behaviour.LIMITS_RATE, Behaviour.FAILS, Behaviour.ACKNOWLEDGED);
        }
    }

    @Nested
    class ForwardWebSocket extends Contract {
        @Override
        protected FakeIm im(URI host) {
            return new SocketFake.Forward();
        }

        @Override
        protected Set<Behaviour> absent() {
            return Set.of(Behaviour.LIMITS_RATE, Behaviour.FAILS, Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY,
                    Behaviour.ACKNOWLEDGED);
        }
    }

    /// There is no connection to break; posts that are slow or too large never reach the adapter.
    @Nested
    class Http extends Contract {
        @Override
        protected FakeIm im(URI host) {
            return new PostFake(host);
        }

        @Override
        protected Set<Behaviour> absent() {
            return Set.of(Behaviour.DROPS_CONNECTION, Behaviour.FRAGMENTS, Behaviour.OVERSIZED, Behaviour.PAUSES,
                    Behaviour.CONNECTS_TWICE, Behaviour.CONNECTS_BADLY);
        }
    }
}
