package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.infra.thread.Threads;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);

    private void assertFull(BodyBudget.Share share, long bytes) {
        HttpProblem problem = assertThrows(HttpProblem.class, () -> share.add(bytes));
        assertEquals("503 too_many_bodies", problem.status() + " " + problem.code());
    }

    @Test
    void strangersTogetherGetHalf() {
        BodyBudget.Share one = budget.share(false);
        BodyBudget.Share two = budget.share(false);
        one.add(30);
        two.add(20);
        assertFull(two, 1);
        assertEquals(50, budget.held());
        one.close();
        two.add(30);
        assertFull(one, 1);
    }

    @Test
    void thoseWhoAreKnownGetWhatIsLeft() {
        BodyBudget.Share stranger = budget.share(false);
        BodyBudget.Share known = budget.share(true);
        stranger.add(50);
        known.add(50);
        assertFull(known, 1);
        assertEquals(100, budget.held());
    }

    @Test
    void aStrangerWhoFindsNoRoomBecauseOfOthersLeavesHisHalfUntouched() {
        BodyBudget.Share known = budget.share(true);
        BodyBudget.Share stranger = budget.share(false);
        known.add(100);
        assertFull(stranger, 10);
        known.close();
        stranger.add(50);
        assertEquals(50, budget.held());
    }

    @Test
    void whatIsGivenBackTwiceIsGivenBackOnce() {
        BodyBudget.Share one = budget.share(false);
        BodyBudget.Share two = budget.share(false);
        one.add(10);
        two.add(10);
        one.close();
        one.close();
        assertEquals(10, budget.held());
    }

    @Test
    void manyAtOnceNeverHoldMoreAndGiveEverythingBack() {
        try (var threads = Threads.perTask("test-budget")) {
            for (int i = 0; i < 500; i++) {
                boolean known = i % 2 == 0;
                threads.submit(() -> {
                    try (BodyBudget.Share share = budget.share(known)) {
                        share.add(7);
                        share.add(7);
                    }
                    return null;
                });
            }
        }
        assertEquals(0, budget.held());
    }
}
