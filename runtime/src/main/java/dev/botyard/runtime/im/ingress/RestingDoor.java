package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.Admission;
import dev.botyard.runtime.net.http.HttpReply;

/// Stands where an account listened until its attempt ended: tells strangers from the platform, so that a wrong token is answered as one at
/// any time, and the right one brings the account back.
final class RestingDoor extends Endpoint {
    private final AccountRoutes owner;
    private final int attempt;

    RestingDoor(AccountRoutes owner, String account, Admission admission, boolean sockets, int attempt) {
        super(account, admission, sockets);
        this.owner = owner;
        this.attempt = attempt;
    }

    int attempt() {
        return attempt;
    }

    @Override
    boolean takesAnybody(PlatformRequest request) {
        return owner.takesAnybody(request);
    }

    @Override
    boolean resting() {
        return true;
    }

    @Override
    HttpReply answer(PlatformRequest request) {
        throw new IllegalStateException("nobody is behind the door of account " + account());
    }
}
