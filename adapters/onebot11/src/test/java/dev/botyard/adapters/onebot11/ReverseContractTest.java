package dev.botyard.adapters.onebot11;

import dev.botyard.testkit.Behaviour;
import dev.botyard.testkit.FakeIm;
import java.net.URI;
import java.util.Set;

/// The host does not connect to anybody, and OneBot has no word for "wait so long".
class ReverseContractTest extends OneBotContract {
    @Override
    protected FakeIm im(URI host) {
        return new SocketFake.Reverse(host);
    }

    @Override
    protected Set<Behaviour> absent() {
        return Set.of(Behaviour.REFUSES_CONNECTIONS, Behaviour.LIMITS_RATE, Behaviour.FAILS, Behaviour.ACKNOWLEDGED);
    }
}
