package dev.botyard.acceptance;

import static dev.botyard.testkit.Patience.SOON;
import static dev.botyard.testkit.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.onebot.RecordedCall;
import dev.botyard.testkit.onebot.SimulatedAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Masters hear of accounts that fall and return, through another IM.
class AlertsIT {

    @Test
    void theMastersOfAnotherImHearOnceOfAFallAndOnceOfAReturn(@TempDir Path home) throws Exception {
        try (RunningHost host = new RunningHost(home).qq("bot", "10001", "alias: Shop\ndefault: true\n")) {
            host.file("accounts/other.yaml", "im: kk\nadapter: onebot11\ndefault: true\nconfig:\n  self_id: \"10002\"\n"
                    + "  access_token: token-10002\n");
            host.file("botyard.yaml", "masters: { kk: [\"900\"], qq: [\"901\"] }\nalerts: { after: 3s }\n").start();
            SimulatedAccount bot = host.connect("bot", "10001");
            SimulatedAccount other = host.simulator().account("10002").token("token-10002");
            connect(host, other, "kk");
            host.awaitState("other", "online");

            // A fall that is shorter than `after` says nothing; it would be the first message below.
            drop(host, bot);
            connect(host, bot, "qq");
            host.awaitState("bot", "online");

            drop(host, bot);
            RecordedCall fall = other.awaitCall("send_private_msg", SOON);
            assertEquals("900", fall.param("user_id"));
            assertTrue(fall.text().matches("(?s)Account bot \\(Shop, qq\\) has been offline for .* s: retrying, .*"), fall::text);
            connect(host, bot, "qq");
            RecordedCall back = other.awaitCall("send_private_msg", SOON);
            assertTrue(back.text().matches("Account bot \\(Shop, qq\\) is online again after .* s\\."), back::text);
            assertEquals(List.of(), other.callsOf("send_private_msg"), "further messages");
            assertEquals(List.of(), bot.callsOf("send_private_msg"));
        }
    }

    /// Tries again like any implementation: for a moment after a loss nobody listens.
    private static void connect(RunningHost host, SimulatedAccount account, String im) {
        await().pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(() -> account
                        .connect(URI.create("ws://" + host.address().getAuthority() + "/api/" + im + "/receive")) != null);
    }

    private static void drop(RunningHost host, SimulatedAccount account) {
        account.lines().forEach(line -> line.socket().abort());
        host.awaitState("bot", "retrying");
    }
}
