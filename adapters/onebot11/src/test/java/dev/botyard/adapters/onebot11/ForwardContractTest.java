package dev.botyard.adapters.onebot11;

import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.Set;

/// The host connects to the implementation.
class ForwardContractTest extends OneBotContract {
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
