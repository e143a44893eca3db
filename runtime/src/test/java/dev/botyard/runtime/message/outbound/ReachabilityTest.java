package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.im.account.Purpose;
import dev.botyard.runtime.infra.thread.TestTicker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private static final Target ANN = Target.person("5");

    private final TestTicker clock = new TestTicker(Instant.parse("2026-05-01T12:00:00Z"));
    private final Reachability known = new Reachability(clock);

    @Test
    void nothingIsKnownAtFirst() {
        assertSame(Purpose.Reach.UNKNOWN, known.to(ANN));
    }

    @Test
    void aRefusalIsRememberedWithItsReasonAndItsEnd() {
        known.refused("a", ANN, "no friend");
        assertEquals(
                "account a cannot reach user 5, as the platform said: no friend; it is asked again after 2026-05-01T12:10:00Z",
                known.to(ANN).obstacle("a"));
    }

    @Test
    void itHoldsForThisAccountAndThisTargetOnly() {
        known.refused("a", ANN, "no friend");
        assertEquals("", known.to(ANN).obstacle("b"));
        assertEquals("", known.to(Target.group("5")).obstacle("a"), "a group is not the person of the same number");
        assertEquals("", known.to(Target.person("55")).obstacle("a"));
    }

    @Test
    void whoIsHeardFromCanBeReached() {
        known.refused("a", ANN, "no friend");
        known.heard("a", Target.person("6"));
        known.heard("b", ANN);
        assertEquals(false, known.to(ANN).obstacle("a").isEmpty());
        known.heard("a", ANN);
        assertSame(Purpose.Reach.UNKNOWN, known.to(ANN));
    }

    @Test
    void aChangeOfTheSystemsClockForgetsNothing() {
        known.refused("a", ANN, "no friend");
        clock.jump(Duration.ofDays(1));
        assertEquals(false, known.to(ANN).obstacle("a").isEmpty());
    }

    @Test
    void theNewestReasonCounts() {
        known.refused("a", ANN, "no friend");
        known.refused("a", ANN, "banned");
        assertEquals(true, known.to(ANN).obstacle("a").contains("banned"));
    }

    @Test
    void aFloodOfRefusalsIsBounded() {
        for (int i = 0; i < 10_001; i++) {
            known.refused("a", Target.person("p" + i), "no friend");
        }
        assertEquals(false, known.to(ANN).obstacle("a").contains("p10000"));
        assertEquals(false, known.to(Target.person("p9999")).obstacle("a").isEmpty(), "what is known stays known");
        assertEquals("", known.to(Target.person("p10000")).obstacle("a"), "one more is asked each time instead");
    }
}
