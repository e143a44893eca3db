package dev.botyard.runtime.message.outbound;

import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows a text in a chat while it grows: in one message that is edited again and again, and in the next one where it is too long; where the
/// IM cannot edit, or does not want to any more, what was not seen yet comes as a message at the end. Thread-safe.
///
/// The text is plain. Whoever makes it is never held up: a thread of its own writes to the IM, at most as often as the IM bears, and the last
/// words are always among what it writes.
public final class GrowingReply {
    private static final Logger log = LoggerFactory.getLogger(GrowingReply.class);
    /// So that the first message says more than half a word.
    private static final Duration FIRST = Duration.ofMillis(600);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 4;
    /// Where edits are counted, each pause is longer than the one before by this.
    private static final double GROWTH = 1.25;

    private final Surface surface;
    private final Terms terms;
    private final Ticker ticker;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder text = new StringBuilder();
    private boolean ended;
    private volatile String failure = "";

    // The writer's own.
    private boolean editing;
    private int from;
    private int seen;
    private String id = "";
    private String shown = "";
    private int covered;
    private int edits;
    private int tries;
    private long nextAt;

    private GrowingReply(Surface surface, Terms terms, Ticker ticker) {
        this.surface = surface;
        this.terms = terms;
        this.ticker = ticker;
        this.editing = terms.edits();
        this.nextAt = ticker.nanoTime();
        this.writer = Threads.virtual("growing-reply").newThread(this::write);
    }

    static GrowingReply begin(Surface surface, Terms terms, Ticker ticker) {
        GrowingReply reply = new GrowingReply(surface, terms, ticker);
        reply.writer.start();
        return reply;
    }

    /// The chat.
    interface Surface {
        /// Says something new.
        Posted post(String text) throws InterruptedException;

        /// Changes what a message says.
        ///
        /// @throws AdapterException when it does not say that now, or nobody knows
        void edit(String id, String text) throws InterruptedException;
    }

    /// A message that was sent.
    ///
    /// @param ids     what the IM made of it
    /// @param failure why it was not, `""` where it was
    record Posted(List<String> ids, String failure) {}

    /// What the IM allows.
    ///
    /// @param edits     whether messages can be edited
    /// @param mostEdits of one message, 0 for no limit
    /// @param longest   text of one message, 0 for no limit
    record Terms(boolean edits, Duration pause, int mostEdits, int longest, TextUnit unit) {
        /// Everything at the end.
        static final Terms AT_THE_END = new Terms(false, Duration.ZERO, 0, 0, TextUnit.UTF_16);

        private Duration pauseAfter(int edits) {
            double factor = mostEdits == 0 ? 1 : Math.pow(GROWTH, edits);
            return shorter(Duration.ofNanos((long) (pause.toNanos() * factor)));
        }

        private static Duration shorter(Duration pause) {
            return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    /// The text goes on. Never blocks.
    public void more(String words) {
        lock.lock();
        try {
            if (text.isEmpty()) {
                nextAt = ticker.in(terms.pause().compareTo(FIRST) < 0 ? terms.pause() : FIRST);
            }
            text.append(words);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The text is complete: waits until all of it is shown.
    ///
    /// @return why not all of it is, `""` where it is
    public String end() throws InterruptedException {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        writer.join();
        return failure;
    }

    /// Nobody wants it any more: shows nothing from now on.
    public void stop() {
        writer.interrupt();
    }

    private void write() {
        try {
            while (true) {
                Growth now = next();
                String left = now.text.substring(from);
                if (!editing) {
                    rest(left);
                    return;
                }
                if (step(left) && now.last && (editing || text(from).isBlank())) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            failure = "the run ended before all of it was shown";
        } catch (RuntimeException e) {
            log.error("a growing reply ended", e);
            failure = e.toString();
        }
    }

    /// What is to be shown now.
    private record Growth(String text, boolean last) {}

    private Growth next() throws InterruptedException {
        lock.lock();
        try {
            while (!due()) {
                long wait = ticker.until(nextAt);
                if (wait > 0) {
                    changed.awaitNanos(wait);
                } else {
                    changed.await();
                }
            }
            seen = text.length();
            return new Growth(text.toString(), ended);
        } finally {
            lock.unlock();
        }
    }

    private boolean due() {
        if (!editing) {
            return ended;
        }
        boolean spent = terms.mostEdits() > 0 && edits >= terms.mostEdits() - 1;
        boolean wanted = ended || text.length() > seen && (!spent || overflows());
        return wanted && ticker.reached(nextAt);
    }

    private boolean overflows() {
        return terms.longest() > 0 && terms.unit().length(text.substring(from)) > terms.longest();
    }

    private String text(int begin) {
        lock.lock();
        try {
            return text.substring(begin);
        } finally {
            lock.unlock();
        }
    }

    /// Shows as much of it as goes into one message.
    ///
    /// @return whether nothing of it is left
    private boolean step(String left) throws InterruptedException {
        int cut = terms.longest() == 0 ? left.length() : new TextCut(terms.unit(), false).before(left, terms.longest());
        int end = cut > 0 || left.isEmpty() ? cut : new TextCut(terms.unit(), false).within(left, terms.longest());
        boolean full = end < left.length();
        String piece = left.substring(0, end).strip();
        if (!piece.isEmpty() && !piece.equals(shown)) {
            boolean done = id.isEmpty() ? begin(piece, end) : change(piece, end);
            if (!done) {
                return false;
            }
        }
        if (full && editing) {
            from += end;
            id = "";
            shown = "";
            edits = 0;
            seen = 0;
        }
        return !full;
    }

    private boolean begin(String piece, int end) throws InterruptedException {
        Posted posted = surface.post(piece);
        if (!posted.failure().isEmpty()) {
            editing = false;
            return false;
        }
        if (posted.ids().size() != 1) {
            // Nobody knows which of them to edit.
            editing = false;
            from += end;
            return true;
        }
        id = posted.ids().getFirst();
        wrote(piece, end);
        return true;
    }

    private boolean change(String piece, int end) throws InterruptedException {
        try {
            surface.edit(id, piece);
            edits++;
            wrote(piece, end);
            return true;
        } catch (AdapterException refused) {
            switch (refused.kind()) {
                case RATE_LIMITED, COMMUNICATION, UNKNOWN_OUTCOME -> again(refused);
                default -> giveUp();
            }
            return false;
        }
    }

    private void wrote(String piece, int end) {
        shown = piece;
        covered = end;
        tries = 0;
        nextAt = ticker.in(terms.pauseAfter(edits));
    }

    /// Later, with all that has come by then; the message stands there meanwhile.
    private void again(AdapterException refused) {
        if (++tries > MOST_TRIES) {
            giveUp();
            return;
        }
        seen = 0;
        Duration usual = terms.pauseAfter(edits).multipliedBy(1L << tries);
        nextAt = ticker.in(Terms.shorter(refused.retryAfter().filter(asked -> asked.compareTo(usual) > 0).orElse(usual)));
    }

    /// What the message does not say by now comes in another one.
    private void giveUp() {
        editing = false;
        from += covered;
    }

    private void rest(String left) throws InterruptedException {
        if (!left.isBlank()) {
            failure = surface.post(left.strip()).failure();
        }
    }
}
