package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.im.account.ReceiptCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Pushes that wait, by chat. Chats are groups here.
class PushLanesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final PushLanes lanes = new PushLanes();

    private static HeldPush push(String id, String group) {
        return HeldPush.of(SamplePush.text("tea").to(group, "").order(id), NOW, NOW.plus(HOUR));
    }

    private List<String> heads(Instant at) {
        return ids(lanes.heads(at));
    }

    private static List<String> ids(List<HeldPush> pushes) {
        return pushes.stream().map(HeldPush::id).toList();
    }

    @Test
    void theFirstOfAChatIsSentByItsCallerAndTheNextWaits() {
        HeldPush first = push("1", "g");
        assertEquals(PushLanes.Entry.FIRST, lanes.enter(first, 10, false));
        assertEquals(PushLanes.Entry.WAITS, lanes.enter(push("2", "g"), 10, false));
        assertEquals(PushLanes.Entry.FIRST, lanes.enter(push("3", "other"), 10, false));
        assertEquals(3, lanes.size());
    }

    @Test
    void whoeverIsToWaitWaitsThoughNobodyIsBeforeHim() {
        assertEquals(PushLanes.Entry.WAITS, lanes.enter(push("1", "g"), 10, true));
    }

    @Test
    void nobodyOvertakesThoseThatWait() {
        lanes.add(push("1", "g"));
        assertEquals(PushLanes.Entry.WAITS, lanes.enter(push("2", "g"), 10, false));
    }

    @Test
    void aFullQueueTakesNobodyAndCountsNobody() {
        lanes.add(push("1", "g"));
        assertEquals(PushLanes.Entry.FULL, lanes.enter(push("2", "other"), 1, false));
        assertEquals(1, lanes.size());
        lanes.remove("1");
        assertEquals(PushLanes.Entry.FIRST, lanes.enter(push("2", "other"), 1, false));
    }

    @Test
    void aPushThatCouldNotBeStoredIsNotCounted() {
        lanes.enter(push("1", "g"), 10, true);
        lanes.uncount();
        assertEquals(0, lanes.size());
    }

    @Test
    void onlyTheFirstOfEachIdleChatIsTried() {
        lanes.add(push("1", "g"));
        lanes.add(push("2", "g"));
        lanes.add(push("3", "other"));
        assertEquals(List.of("1", "3"), heads(NOW));
        HeldPush head = lanes.heads(NOW).getFirst();
        assertTrue(lanes.take(head));
        assertEquals(List.of("3"), heads(NOW));
        lanes.leave(head, null);
        assertEquals(List.of("2", "3"), heads(NOW));
        assertEquals(2, lanes.size());
    }

    @Test
    void whatIsLeftOfAPushStaysAtTheHead() {
        HeldPush first = push("1", "g");
        lanes.add(first);
        lanes.add(push("2", "g"));
        assertTrue(lanes.take(first));
        lanes.leave(first, first.waiting(ReceiptCode.RATE_LIMITED, "slow down", NOW.plusSeconds(60)));
        assertEquals(List.of(), heads(NOW), "and nobody overtakes it while it pauses");
        assertEquals(List.of("1"), heads(NOW.plusSeconds(60)));
        assertEquals(2, lanes.size());
    }

    @Test
    void nobodyIsTakenTwice() {
        HeldPush first = push("1", "g");
        HeldPush second = push("2", "g");
        lanes.add(first);
        lanes.add(second);
        assertFalse(lanes.take(second), "it is not its turn");
        assertTrue(lanes.take(first));
        assertFalse(lanes.take(first));
        assertFalse(lanes.take(second), "the first is on its way");
        lanes.leave(first, null);
        assertFalse(lanes.take(first), "it has gone");
        assertTrue(lanes.take(second));
    }

    @Test
    void aPushThatWasTakenBackIsNotSent() {
        HeldPush first = push("1", "g");
        lanes.add(first);
        assertTrue(lanes.remove("1"));
        assertFalse(lanes.remove("1"));
        assertFalse(lanes.take(first));
        assertEquals(0, lanes.size());
    }

    @Test
    void whatIsBeingSentCannotBeTakenBackAndDoesNotExpire() {
        HeldPush first = push("1", "g");
        lanes.add(first);
        lanes.take(first);
        assertFalse(lanes.remove("1"));
        assertEquals(List.of(), lanes.expire(NOW.plus(HOUR)));
        assertEquals(1, lanes.size());
    }

    @Test
    void whatHasWaitedForTooLongGoesFromEveryChat() {
        lanes.add(push("1", "g"));
        lanes.add(HeldPush.of(SamplePush.text("tea").to("g", "").order("2"), NOW, NOW.plus(HOUR.multipliedBy(2))));
        lanes.add(push("3", "other"));
        assertEquals(List.of(), ids(lanes.expire(NOW.plus(HOUR).minusMillis(1))));
        assertEquals(List.of("1", "3"), ids(lanes.expire(NOW.plus(HOUR))));
        assertEquals(List.of("2"), heads(NOW));
        assertEquals(1, lanes.size());
    }

    @Test
    void pausesLastAsLongAsTheyWouldHaveWhenTheClockJumps() {
        lanes.add(push("1", "g").waiting(ReceiptCode.RATE_LIMITED, "slow down", NOW.plusSeconds(60)));
        lanes.shift(HOUR);
        assertEquals(List.of(), heads(NOW.plus(HOUR).plusSeconds(59)));
        assertEquals(List.of("1"), heads(NOW.plus(HOUR).plusSeconds(60)));
    }

    @Test
    void pushesThroughANamedAccountHaveALaneOfTheirOwn() {
        HeldPush named = HeldPush.of(SamplePush.text("tea").to("g", "").option("account_id", "b").order("2"), NOW,
                NOW.plus(HOUR));
        lanes.add(push("1", "g"));
        assertEquals(PushLanes.Entry.FIRST, lanes.enter(named, 10, false));
    }
}
