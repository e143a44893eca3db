package dev.botyard.runtime.net.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A message costs its bytes and 256 more.
class InboxTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Inbox inbox = new Inbox(channel, 1_000);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private boolean reads() {
        channel.runPendingTasks();
        assertEquals(!channel.config().isAutoRead(), inbox.paused());
        return channel.config().isAutoRead();
    }

    @Test
    void whenTooMuchWaitsTheNetworkIsNotReadUntilHalfIsTaken() throws Exception {
        inbox.put("a", 244);
        inbox.put("b", 244);
        assertTrue(reads(), "1,000 may wait");
        inbox.put("c", 0);
        assertFalse(reads());
        assertEquals("a", inbox.take());
        assertFalse(reads(), "756 are left");
        assertEquals("b", inbox.take());
        assertTrue(reads());
        assertEquals("c", inbox.take());
    }

    @Test
    void emptyMessagesAreBoundedToo() {
        for (int i = 0; i < 4; i++) {
            inbox.put("", 0);
        }
        assertFalse(reads());
    }

    /// A peer whose answer is awaited must not look dead because we are slow.
    @Test
    void whileAnAnswerIsAwaitedTwiceAsMuchMayWait() {
        inbox.put("a", 1_000);
        assertFalse(reads());
        inbox.probe(1);
        inbox.probe(1);
        assertTrue(reads());
        inbox.put("b", 1_000);
        assertFalse(reads());
        inbox.probe(-1);
        assertFalse(reads());
        inbox.probe(-1);
        assertFalse(reads());
    }

    @Test
    void afterTheLastProbeTheBoundIsTheOldOne() {
        inbox.probe(1);
        inbox.put("a", 1_000);
        assertTrue(reads());
        inbox.probe(-1);
        assertFalse(reads());
    }

    @Test
    void whoDiscardsReadsOnAndKeepsNothingMore() throws Exception {
        inbox.put("a", 1_000);
        assertFalse(reads());
        inbox.discard();
        assertTrue(reads());
        inbox.put("b", 1_000);
        assertTrue(reads());
        inbox.end("over");
        assertEquals("a", inbox.take());
        assertNull(inbox.take());
    }

    @Test
    void theFirstEndCountsAndIsToldWhenEverythingElseWasTaken() throws Exception {
        inbox.put("a", 1);
        inbox.end("first");
        inbox.end("second");
        inbox.put("late", 1);
        assertEquals("", inbox.endReason());
        assertEquals("a", inbox.take());
        assertNull(inbox.take());
        assertNull(inbox.take());
        assertEquals("first", inbox.endReason());
    }
}
