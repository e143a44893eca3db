package dev.botyard.adapters.onebot11;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.onebot.OneBotSimulator;
import dev.botyard.testkit.onebot.SimulatedAccount;
import dev.botyard.testkit.onebot.SimulatedAccount.Line;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/// One account of the simulator and a host for it.
abstract class PlayedAccount {
    static final String SELF = "10001000";

    final OneBotSimulator simulator = new OneBotSimulator();
    final SimulatedAccount account = simulator.account(SELF);
    /// Outlives a host, as the store of an account outlives its connections.
    final MemoryStore store = new MemoryStore();
    AdapterHarness host;

    @AfterEach
    void close() throws InterruptedException {
        simulator.close();
        host.close();
    }

    void start(String... settings) {
        host = AdapterHarness.of(new OneBotAdapterFactory()).settings(settings).store(store).start();
    }

    Line connectReverse(String... settings) throws Exception {
        start(settings);
        host.state("waiting");
        Line line = account.connect(host.sharedDoor("ws"));
        host.state("connected " + SELF);
        return line;
    }

    static OutboundMessage text(Target target, String text) {
        return OutboundMessage.to(target).segments(new Segment.Text(text)).timeout(SOON).build();
    }

    static OutboundMessage impatient(String text) {
        return OutboundMessage.to(Target.group("1")).segments(new Segment.Text(text)).timeout(Duration.ofMillis(200)).build();
    }

    AdapterException failure(OutboundMessage message) {
        return assertThrows(AdapterException.class, () -> host.send(message));
    }
}
