package dev.botyard.runtime.im.ingress;

import dev.botyard.api.transport.Admission;
import dev.botyard.runtime.net.http.HttpReply;

/// Stands where an account that asks for no secret would be reached from other machines. Platforms rarely show why a handshake was refused
/// but do show why a connection was closed, so a WebSocket is taken and closed with the reason.
final class ShutDoor extends Endpoint {
    private static final int POLICY = 1008;
    private static final int FORBIDDEN = 403;
    private final String reason;

    ShutDoor(String account, Admission admission, boolean sockets, String reason) {
        super(account, admission, sockets);
        this.reason = reason;
    }

    @Override
    HttpReply answer(PlatformRequest request) {
        return sockets()
                ? HttpReply.handOver(socket -> socket.close(POLICY, reason))
                : HttpReply.error(FORBIDDEN, "no_token", reason);
    }
}
