package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.GrowingReply.Posted;
import dev.botyard.runtime.message.outbound.GrowingReply.Terms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What people see of a text while it grows, on an IM that is played.
class GrowingReplyTest {
    private final Played im = new Played();

    private GrowingReply reply(int mostEdits, int longest) {
        return GrowingReply.begin(im, new Terms(true, Duration.ZERO, mostEdits, longest, TextUnit.UTF_16), Ticker.system());
    }

    private void seen(String last) {
        Patience.await("people see " + last).until(() -> !im.seen.isEmpty() && im.seen.getLast().equals(last));
    }

    @Test
    void oneMessageGrows() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("Once");
        seen("m1 Once");
        reply.more(" upon");
        seen("m1 Once upon");
        reply.more(" a time \n");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 Once", "m1 Once upon", "m1 Once upon a time"), im.seen);
    }

    @Test
    void whatComesWhileTheImIsBusyIsShownAtOnceAndWhole() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        seen("m1 a");
        im.gate.drainPermits();
        reply.more("b");
        Patience.await("the IM is busy").until(() -> im.gate.hasQueuedThreads());
        for (int i = 0; i < 500; i++) {
            reply.more("c");
        }
        im.gate.release(1000);
        assertEquals("", reply.end());
        assertEquals("m1 ab" + "c".repeat(500), im.seen.getLast());
        assertTrue(im.seen.size() <= 4, () -> "500 words were not 500 edits: " + im.seen.size());
    }

    @Test
    void aLongTextGoesOnInTheNextMessage() throws Exception {
        GrowingReply reply = reply(0, 10);
        reply.more("one two three four five");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 one two", "m2 three", "m3 four five"), im.last());
    }

    @Test
    void whereTheImCannotEditAllComesAtTheEnd() throws Exception {
        GrowingReply reply = GrowingReply.begin(im, Terms.AT_THE_END, Ticker.system());
        reply.more("a");
        reply.more("b");
        assertEquals(List.of(), im.seen);
        assertEquals("", reply.end());
        assertEquals(List.of("m1 ab"), im.seen);
    }

    @Test
    void wordsThatAreNoneAreNoMessage() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more(" \n");
        assertEquals("", reply.end());
        assertEquals(List.of(), im.seen);
    }

    @Test
    void anImThatWillNotEditAfterAllGetsTheRestAsAMessage() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("seen");
        seen("m1 seen");
        im.refusal = new AdapterException(ErrorKind.UNSUPPORTED, "the platform behind has no edits");
        reply.more(" and not seen");
        reply.more(", nor this");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 seen", "m2 and not seen, nor this"), im.seen);
    }

    @Test
    void anImThatAsksToWaitGetsAllOfItLater() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        seen("m1 a");
        im.refusals.set(2);
        im.refusal = AdapterException.rateLimited("wait", Duration.ofMillis(1));
        reply.more("b");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 a", "m1 ab"), im.seen);
    }

    @Test
    void anImThatIsNeverReadyGetsTheRestAsAMessage() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        seen("m1 a");
        im.refusal = AdapterException.rateLimited("wait", Duration.ofMillis(1));
        reply.more(" b");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 a", "m2 b"), im.seen);
    }

    @Test
    void countedEditsAreNotSpentBeforeTheEnd() throws Exception {
        GrowingReply reply = reply(3, 0);
        reply.more("a");
        seen("m1 a");
        reply.more("b");
        seen("m1 ab");
        reply.more("c");
        seen("m1 abc");
        reply.more("d");
        reply.more("e");
        assertEquals("", reply.end());
        assertEquals(List.of("m1 a", "m1 ab", "m1 abc", "m1 abcde"), im.seen);
    }

    @Test
    void aMessageThatWasSplitIsNotEdited() throws Exception {
        im.ids = List.of("x1", "x2");
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        seen("x1 a");
        reply.more(" b");
        reply.more(" c");
        assertEquals("", reply.end());
        assertEquals(List.of("x1 a", "x1 b c"), im.seen);
    }

    @Test
    void whatCannotBeSaidIsTold() throws Exception {
        im.failure = "account_offline: the account is offline";
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        assertEquals("account_offline: the account is offline", reply.end());
    }

    @Test
    void aReplyThatNobodyWantsAnyMoreEnds() throws Exception {
        GrowingReply reply = reply(0, 0);
        reply.more("a");
        seen("m1 a");
        reply.stop();
        reply.more("b");
        assertEquals("the run ended before all of it was shown", reply.end());
        assertEquals(List.of("m1 a"), im.seen);
    }

    /// Notes what people see, each time as `ID TEXT`.
    private static final class Played implements GrowingReply.Surface {
        final List<String> seen = new CopyOnWriteArrayList<>();
        final Semaphore gate = new Semaphore(1000);
        volatile AdapterException refusal;
        final AtomicInteger refusals = new AtomicInteger(Integer.MAX_VALUE);
        volatile List<String> ids = List.of();
        volatile String failure = "";
        private int count;

        @Override
        public Posted post(String text) throws InterruptedException {
            gate.acquire();
            if (!failure.isEmpty()) {
                return new Posted(List.of(), failure);
            }
            List<String> made = ids.isEmpty() ? List.of("m" + ++count) : ids;
            seen.add(made.getFirst() + " " + text);
            return new Posted(made, "");
        }

        @Override
        public void edit(String id, String text) throws InterruptedException {
            gate.acquire();
            if (refusal != null && refusals.getAndDecrement() > 0) {
                throw refusal;
            }
            seen.add(id + " " + text);
        }

        /// What each message says in the end.
        List<String> last() {
            return seen.stream().filter(now -> seen.stream().skip(seen.indexOf(now) + 1L)
                    .noneMatch(later -> later.startsWith(now.substring(0, 3)))).toList();
        }
    }
}
