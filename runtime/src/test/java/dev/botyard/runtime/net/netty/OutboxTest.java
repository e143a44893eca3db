package dev.botyard.runtime.net.netty;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.net.netty.Outbox.Handover;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final AtomicInteger flushes = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void flush(ChannelHandlerContext context) {
            flushes.incrementAndGet();
            context.flush();
        }
    });
    private final Outbox outbox = new Outbox(channel, 10);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private List<Object> written() {
        channel.runPendingTasks();
        List<Object> written = new ArrayList<>();
        for (Object next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            written.add(next);
        }
        return written;
    }

    /// Says of the first write that it is done when the test does.
    private static final class HeldWrite extends ChannelOutboundHandlerAdapter {
        private ChannelPromise first;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (first == null) {
                first = promise;
                context.write(message);
            } else {
                context.write(message, promise);
            }
        }
    }

    private CompletableFuture<Handover> sender(String message, int bytes, Duration timeout) {
        CompletableFuture<Handover> outcome = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(outbox.send(message, bytes, timeout));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        Patience.await().until(() -> outcome.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
        return outcome;
    }

    private static Handover of(CompletableFuture<Handover> outcome) throws Exception {
        return outcome.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aBurstIsWrittenInItsOrderWithOneFlush() {
        for (String message : List.of("a", "b", "c")) {
            assertEquals(Handover.DONE, outbox.offer(message, 2));
        }
        assertEquals(6, outbox.pending());
        assertEquals(List.of("a", "b", "c"), written());
        assertEquals(1, flushes.get());
        assertEquals(0, outbox.pending());
    }

    @Test
    void whatDoesNotFitIsNotTakenInPart() {
        assertEquals(Handover.DONE, outbox.offer("a", 6));
        assertEquals(Handover.DONE, outbox.offer("b", 4));
        assertEquals(Handover.FULL, outbox.offer("c", 1));
        assertEquals(10, outbox.pending());
        assertEquals(List.of("a", "b"), written());
        assertEquals(Handover.DONE, outbox.offer("c", 1));
    }

    @Test
    void aMessageAboveTheBoundGoesWhereNothingElseWaits() {
        assertEquals(Handover.DONE, outbox.offer("small", 1));
        assertEquals(Handover.FULL, outbox.offer("huge", 1_000));
        written();
        assertEquals(Handover.DONE, outbox.offer("huge", 1_000));
        assertEquals(Handover.FULL, outbox.offer("small", 1));
    }

    @Test
    void aSenderWaitsForRoom() throws Exception {
        HeldWrite wire = new HeldWrite();
        channel.pipeline().addLast(wire);
        outbox.offer("a", 10);
        CompletableFuture<Handover> waiting = sender("b", 5, Patience.SOON);
        assertEquals(List.of("a"), written());
        assertFalse(waiting.isDone(), "the platform has not taken a yet");
        wire.first.setSuccess();
        assertEquals(Handover.DONE, of(waiting));
        assertEquals(List.of("b"), written());
    }

    @Test
    void aSenderDoesNotWaitForEver() throws Exception {
        outbox.offer("a", 10);
        assertEquals(Handover.FULL, outbox.send("b", 5, Duration.ofMillis(1)));
        assertEquals(Handover.FULL, outbox.send("b", 5, Duration.ZERO));
        assertEquals(List.of("a"), written());
    }

    @Test
    void theEndWakesEverybodyWhoWaits() throws Exception {
        outbox.offer("a", 10);
        CompletableFuture<Handover> one = sender("b", 5, Patience.SOON);
        CompletableFuture<Handover> two = sender("c", 5, Patience.SOON);
        outbox.close();
        assertEquals(Handover.CLOSED, of(one));
        assertEquals(Handover.CLOSED, of(two));
        assertEquals(Handover.CLOSED, outbox.offer("d", 1));
        assertEquals(Handover.CLOSED, outbox.send("d", 1, Patience.SOON));
    }

    @Test
    void aControlMessageFindsRoomAndTellsWhenItIsWritten() {
        outbox.offer("a", 10);
        AtomicInteger told = new AtomicInteger();
        outbox.force("control", future -> told.addAndGet(future.isSuccess() ? 1 : 100));
        assertEquals(10, outbox.pending());
        assertEquals(0, told.get());
        assertEquals(List.of("a", "control"), written());
        assertEquals(1, told.get());
    }

    /// A goodbye is still said by who has closed.
    @Test
    void whatWasHandedOverBeforeTheEndIsWritten() {
        outbox.offer("a", 1);
        outbox.close();
        outbox.force("bye", null);
        assertEquals(List.of("a", "bye"), written());
    }

    @Test
    void whatCanNoLongerBeWrittenIsReleased() {
        ByteBuf left = Unpooled.copiedBuffer(new byte[3]);
        channel.close();
        outbox.close();
        outbox.force(left, null);
        channel.runPendingTasks();
        assertEquals(0, left.refCnt());
        assertNull(channel.readOutbound());
    }

    @Test
    void aWriteThatFailsGivesItsRoomBack() {
        channel.close();
        outbox.offer("a", 10);
        channel.runPendingTasks();
        assertEquals(0, outbox.pending());
    }

    @Test
    void anInterruptedSenderSendsNothing() {
        outbox.offer("a", 10);
        Thread.currentThread().interrupt();
        org.junit.jupiter.api.Assertions.assertThrows(InterruptedException.class,
                () -> outbox.send("b", 5, Patience.SOON));
        assertEquals(List.of("a"), written());
        assertTrue(sender("c", 5, Duration.ZERO).isDone());
    }

    @Test
    void releasesWhatWaitsWhenTheLoopHasEnded() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel late = new NioSocketChannel();
        loops.register(late).sync();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(Patience.SECONDS, TimeUnit.SECONDS);
        ByteBuf message = Unpooled.copiedBuffer(new byte[5]);

        new Outbox(late, 10).force(message, null);

        await().until(() -> message.refCnt() == 0);
    }
}
