package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A body that is read while it arrives. The test is the event loop.
class BodyStreamTest {
    private static final int HIGH = 256 << 10;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger firstReads = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();
    private final BodyStream stream = new BodyStream(channel, firstReads::incrementAndGet, () -> {
        resumed.incrementAndGet();
        channel.config().setAutoRead(true);
    });

    @BeforeEach
    void stopReading() {
        channel.config().setAutoRead(false);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void put(String text) {
        stream.put(bytes(text));
    }

    @Test
    void piecesComeAsTheyAreOrAsOneAsksForThem() throws IOException {
        put("one");
        put("");
        put("two");
        stream.end();
        assertEquals('o', stream.read());
        assertArrayEquals(bytes("ne"), stream.piece());
        byte[] target = new byte[10];
        assertEquals(0, stream.read(target, 0, 0));
        assertEquals(2, stream.read(target, 3, 2));
        assertEquals("tw", new String(target, 3, 2, StandardCharsets.UTF_8));
        assertEquals(1, stream.read(target, 0, 10));
        assertEquals(-1, stream.read());
        assertEquals(-1, stream.read(target, 0, 10));
        assertNull(stream.piece());
        assertTrue(stream.complete());
    }

    @Test
    void aByteAboveAsciiIsNoEnd() throws IOException {
        stream.put(new byte[]{(byte) 0xff});
        stream.end();
        assertEquals(0xff, stream.read());
    }

    @Test
    void aRangeOutsideOfTheTargetIsRefused() {
        put("x");
        assertThrows(IndexOutOfBoundsException.class, () -> stream.read(new byte[2], 1, 2));
    }

    @Test
    void whoReadsWaitsForWhatComes() throws Exception {
        CompletableFuture<String> read = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                read.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });
        Patience.await().until(() -> reader.getState() == Thread.State.WAITING);
        put("one");
        put("two");
        stream.end();
        assertEquals("onetwo", read.get(Patience.SECONDS, TimeUnit.SECONDS));
    }

    /// Only then the peer is asked to send it.
    @Test
    void nothingIsReadFromTheNetworkBeforeSomebodyWantsTheBody() throws IOException {
        put("x");
        channel.runPendingTasks();
        assertEquals(0, firstReads.get() + resumed.get());
        stream.read();
        channel.runPendingTasks();
        assertEquals(1, firstReads.get());
        assertTrue(channel.config().isAutoRead());
        put("y");
        stream.read();
        assertEquals(1, firstReads.get());
    }

    @Test
    void aBodyThatIsAllThereIsNotAskedFor() throws IOException {
        put("x");
        stream.end();
        stream.read();
        channel.runPendingTasks();
        assertEquals(0, firstReads.get() + resumed.get());
    }

    @Test
    void whenTooMuchWaitsTheNetworkRestsUntilHalfIsTaken() throws IOException {
        put("first");
        stream.read(new byte[5], 0, 5);
        channel.runPendingTasks();
        stream.put(new byte[HIGH / 2]);
        stream.put(new byte[HIGH / 2]);
        assertTrue(channel.config().isAutoRead());
        stream.put(new byte[1]);
        assertFalse(channel.config().isAutoRead());
        stream.piece();
        channel.runPendingTasks();
        assertFalse(channel.config().isAutoRead(), "more than half is left");
        stream.piece();
        channel.runPendingTasks();
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void whatThePeerDidWrongIsThrownAgainAndAgain() throws IOException {
        put("x");
        HttpProblem problem = HttpProblem.tooLarge(5);
        stream.fail(problem);
        assertEquals('x', stream.read());
        assertSame(problem, assertThrows(HttpProblem.class, stream::read));
        assertSame(problem, assertThrows(HttpProblem.class, stream::piece));
        assertFalse(stream.complete() || stream.lost());
        assertTrue(stream.ended());
    }

    @Test
    void aPeerThatGoesAwayLosesTheBody() {
        stream.fail(new IOException("reset"));
        assertEquals("the body broke off: reset", assertThrows(IOException.class, stream::read).getMessage());
        assertTrue(stream.lost());
        assertFalse(stream.complete());
    }

    @Test
    void afterItsEndABodyCannotFail() throws IOException {
        stream.end();
        stream.fail(new IOException("reset"));
        assertEquals(-1, stream.read());
        assertTrue(stream.complete());
        assertFalse(stream.lost());
    }

    @Test
    void anInterruptEndsTheReadingAndIsKept() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, stream::read);
        assertTrue(Thread.interrupted());
    }
}
