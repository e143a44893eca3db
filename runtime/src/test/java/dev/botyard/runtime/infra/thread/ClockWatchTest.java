package dev.botyard.runtime.infra.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private final TestTicker ticker = new TestTicker();
    private final List<Duration> jumps = new ArrayList<>();
    private final ClockWatch watch = new ClockWatch(ticker);

    @BeforeEach
    void begin() {
        watch.start();
    }

    private void pass(Duration really, Duration onTheWall) {
        ticker.jump(onTheWall.minus(really));
        ticker.advance(really);
    }

    @Test
    void jumpsAreToldOnceEachAndDriftIsNot() {
        watch.listen(jumps::add);
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1), Duration.ofMillis(2_100));
        pass(Duration.ofMinutes(5), Duration.ofMinutes(5));
        assertEquals(List.of(), jumps);
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1).minusHours(2));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1).plusHours(3));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertEquals(List.of(Duration.ofHours(-2), Duration.ofHours(3)), jumps);
    }

    @Test
    void aListenerThatFailsLeavesTheOthers() {
        watch.listen(jump -> {
            throw new IllegalStateException("the expected failure of this test");
        });
        watch.listen(jumps::add);
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1).plusHours(1));
        assertEquals(List.of(Duration.ofHours(1)), jumps);
    }

    @Test
    void nobodyLooksAfterItsEnd() {
        watch.listen(jumps::add);
        watch.close();
        pass(Duration.ofSeconds(5), Duration.ofHours(1));
        assertEquals(List.of(), jumps);
    }
}
