package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.Admission;
import dev.botyard.runtime.net.http.HttpReply;

/// One registration of an account.
abstract class Endpoint {
    private final String account;
    private final Admission admission;
    private final boolean sockets;

    Endpoint(String account, Admission admission, boolean sockets) {
        this.account = account;
        this.admission = admission;
        this.sockets = sockets;
    }

    String account() {
        return account;
    }

    Admission admission() {
        return admission;
    }

    /// Whether it takes WebSocket upgrades, not plain requests.
    boolean sockets() {
        return sockets;
    }

    /// Whether nobody is there to answer.
    boolean resting() {
        return false;
    }

    /// Whether somebody who shows no secret may come in from where this request comes from.
    boolean takesAnybody(PlatformRequest request) {
        return true;
    }

    /// Answers a request that the admission admitted.
    abstract HttpReply answer(PlatformRequest request) throws InterruptedException;
}
