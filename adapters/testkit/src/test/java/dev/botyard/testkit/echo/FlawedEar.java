package dev.botyard.testkit.echo;

import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Connection;
import java.time.Duration;

/// What a flawed adapter lets the host hear of its connection.
class FlawedEar implements Connection {
    private final Connection host;
    private final Flaw flaw;

    FlawedEar(Connection host, Flaw flaw) {
        this.host = host;
        this.flaw = flaw;
    }

    @Override
    public void connected(AccountProfile profile) {
        host.connected(flaw == Flaw.NAMELESS ? AccountProfile.of("") : profile);
    }

    @Override
    public void waiting(String detail) {
        host.waiting(detail);
    }

    @Override
    public void loginLost(String reason, String action) {
        host.loginLost(reason, action);
    }

    @Override
    public void alive() {
        host.alive();
    }

    @Override
    public void expectLife(Duration interval) {
        if (flaw != Flaw.IGNORES_SILENCE) {
            host.expectLife(interval);
        }
    }
}
