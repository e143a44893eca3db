package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.error.AdapterException;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.message.outbound.QueuedAttempt.Verdict;
import dev.botyard.runtime.infra.store.QueuedPushes;
import dev.botyard.runtime.infra.store.QueuedPushes.Entry;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Pushes with `options.queue`: promised once they are accepted, over restarts and `kill -9`.
///
/// A row is written before an adapter is asked and removed when the platform has accepted the message. Found at a start, a push that was
/// being sent is sent again under its id where the platform drops what comes twice, else it is `unknown_outcome`. Pushes of one lane (IM,
/// named account, chat) keep their order; lanes do not wait for each other. What cannot be sent for good is given up with its code and
/// kept for [#FAILED_KEPT], for a person to send again. Thread-safe; owns one virtual thread, and one for each lane at work.
public final class PushQueue implements Service {
    private static final Logger log = LoggerFactory.getLogger(PushQueue.class);
    private static final int LANES_AT_ONCE = 64;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration FAILED_KEPT = Duration.ofDays(7);

    private final Deliverer deliverer;
    private final AccountRegistry registry;
    private final QueuedPushes rows;
    private final MediaSources sources;
    private final Supplier<PushPolicy> policy;
    private final BiConsumer<Order, PushReceipt> finished;
    private final Clock clock;
    private final PushLanes lanes = new PushLanes();
    private final Semaphore atWork = new Semaphore(LANES_AT_ONCE);
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    PushQueue(Deliverer deliverer, AccountRegistry registry, QueuedPushes rows, MediaSources sources,
            Supplier<PushPolicy> policy, BiConsumer<Order, PushReceipt> finished, Clock clock) {
        this.deliverer = deliverer;
        this.registry = registry;
        this.rows = rows;
        this.sources = sources;
        this.policy = policy;
        this.finished = finished;
        this.clock = clock;
        this.thread = Threads.virtual("push-queue").newThread(this::watch);
    }

    /// Takes up what an earlier host has left, and begins to send.
    @Override
    public void start() {
        int forgotten = rows.forgetFailed(clock.instant().minus(FAILED_KEPT));
        if (forgotten > 0) {
            log.info("{} queued pushes that were given up more than {} days ago were forgotten", forgotten, FAILED_KEPT.toDays());
        }
        List<Entry> open = new ArrayList<>(rows.in(State.SENDING));
        open.addAll(rows.in(State.QUEUED));
        open.forEach(this::takeUp);
        if (size() > 0) {
            log.info("{} queued pushes wait to be sent", size());
        }
        registry.listen((before, after) -> signals.release());
        thread.start();
    }

    /// The clock of the system has jumped, by a negative time for back.
    public void clockMoved(Duration jump) {
        lanes.shift(jump);
        signals.release();
    }

    private void takeUp(Entry entry) {
        HeldPush push;
        try {
            push = HeldPush.read(entry, im -> policy.get().canonical(im));
        } catch (JacksonException | PushException e) {
            log.error("queued push {} cannot be read and is given up: {}", entry.id(), e.getMessage());
            rows.remove(entry.id());
            return;
        }
        if (entry.state() == State.SENDING && !entry.deduplicates()) {
            giveUp(push, ReceiptCode.UNKNOWN_OUTCOME, "the host ended while account " + entry.account()
                    + " was sending it; it may have arrived and is not sent again");
            return;
        }
        if (entry.state() == State.SENDING) {
            push = push.doubtful("the host ended while it was being sent", clock.instant());
            rows.update(push.entry());
        }
        lanes.add(push);
    }

    /// Sends a push now where that is possible, else keeps it.
    ///
    /// @param later keep it in any case
    /// @throws PushException `quota_exhausted` when too many wait
    Outcome accept(Order order, boolean later) throws InterruptedException {
        Selection selection = deliverer.select(order);
        if (selection.account() == null && nobodyEver(order, selection)) {
            return Outcome.of(deliverer.unsent(order, selection));
        }
        Instant now = clock.instant();
        Duration life = order.options().ttl().isZero() ? policy.get().queueLife() : order.options().ttl();
        HeldPush push;
        try {
            push = HeldPush.of(KeptMedia.of(order, sources), now, now.plus(life));
        } catch (AdapterException e) {
            ReceiptCode code = ReceiptCode.of(e.kind());
            return new Outcome(deliverer.unsent(order, code, e.getMessage()), Optional.of(e.kind()), Optional.empty());
        }
        boolean first = enter(push, later);
        if (!first) {
            return Outcome
                    .of(receipt(push, ReceiptCode.QUEUED, later ? "the host is stopping" : "earlier pushes to this chat wait"));
        }
        return sendFirst(push);
    }

    /// Whether waiting helps nobody: no such account, no account of that IM, or one that cannot send such a message.
    private boolean nobodyEver(Order order, Selection selection) {
        ReceiptCode code = selection.code();
        return !QueuedAttempt.passing(code) || code == ReceiptCode.ACCOUNT_UNKNOWN
                || code == ReceiptCode.NO_ACCOUNT && !registry.snapshot().imTypes().contains(order.im());
    }

    /// Whether the caller is to send it, because nothing waits in its lane.
    private boolean enter(HeldPush push, boolean later) {
        int most = policy.get().queueMax();
        switch (lanes.enter(push, most, later)) {
            case FIRST -> {
                return true;
            }
            case FULL -> {
                String reason = "the queue is full: " + most
                        + " pushes wait (push.queue_max); see " + Launcher.hint("queue")
                        + ", or give the push without options.queue";
                throw new PushException(ReceiptCode.QUOTA_EXHAUSTED, reason, receipt(push, ReceiptCode.QUOTA_EXHAUSTED, reason));
            }
            case WAITS -> store(push);
        }
        return false;
    }

    private void store(HeldPush push) {
        try {
            rows.put(push.entry());
        } catch (RuntimeException e) {
            lanes.uncount();
            throw e;
        }
        lanes.append(push);
        signals.release();
    }

    private Outcome sendFirst(HeldPush push) throws InterruptedException {
        QueuedAttempt sending = attempt(push, false);
        @Nullable
        HeldPush left = null;
        try {
            Outcome outcome = sending.attempt();
            if (sending.verdict(outcome) == Verdict.WAIT) {
                left = sending.wait(outcome);
                return Outcome.of(receipt(left, ReceiptCode.QUEUED, outcome.receipt().reason()));
            }
            sending.forget();
            return outcome;
        } catch (InterruptedException | RuntimeException e) {
            broken(sending);
            throw e;
        } finally {
            leave(push, left);
        }
    }

    private QueuedAttempt attempt(HeldPush push, boolean stored) {
        return new QueuedAttempt(push, stored, deliverer, rows, clock);
    }

    /// It ended in the middle of something: what the adapter was asked for may have happened.
    private void broken(QueuedAttempt sending) {
        if (sending.asked()) {
            giveUp(sending.push(), ReceiptCode.UNKNOWN_OUTCOME, "it was interrupted while account "
                    + sending.push().entry().account() + " was sending it; it may have arrived and is not sent again");
        } else {
            sending.forget();
        }
    }

    private void leave(HeldPush push, @Nullable HeldPush left) {
        lanes.leave(push, left);
        signals.release();
    }

    private void watch() {
        try {
            while (!closed) {
                if (size() == 0) {
                    signals.acquire();
                } else {
                    boolean signalled = signals.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                    log.trace("looking at queued pushes, signalled: {}", signalled);
                }
                signals.drainPermits();
                expire();
                sendWhatCanBeSent();
            }
        } catch (InterruptedException e) {
            log.debug("queued pushes wait for the next start");
        }
    }

    private void expire() {
        lanes.expire(clock.instant()).forEach(push -> giveUp(push, ReceiptCode.EXPIRED, "it could not be sent until "
                + push.entry().expires() + (push.entry().reason().isEmpty() ? "" : ": " + push.entry().reason())));
    }

    private void sendWhatCanBeSent() {
        for (HeldPush head : lanes.heads(clock.instant())) {
            if (waits(head)) {
                continue;
            }
            if (!atWork.tryAcquire()) {
                return; // The next one that ends wakes us.
            }
            if (lanes.take(head)) {
                work(head);
            } else {
                atWork.release();
            }
        }
    }

    private boolean waits(HeldPush push) {
        Selection selection = deliverer.select(push.order());
        return selection.account() == null && QueuedAttempt.passing(selection.code());
    }

    /// Sends the head of a lane that is busy with it.
    private void work(HeldPush head) {
        Threads.startVirtual("push-lane-" + head.id(), () -> {
            HeldPush left = head;
            try {
                left = sendNext(head);
            } catch (InterruptedException e) {
                log.debug("queued push {} was interrupted by the end of the host", head.id());
            } catch (RuntimeException e) {
                if (!closed) {
                    log.error("queued push {} could not be tried; it is tried again", head.id(), e);
                }
                left = head.waiting(ReceiptCode.QUEUED, e.toString(), clock.instant().plus(QueuedAttempt.LONGEST_PAUSE));
            } finally {
                atWork.release();
                leave(head, left);
            }
        });
    }

    /// @return what is left of it, null when it is done
    private @Nullable HeldPush sendNext(HeldPush head) throws InterruptedException {
        QueuedAttempt sending = attempt(head, true);
        Outcome outcome;
        try {
            outcome = sending.attempt();
        } catch (PushException e) {
            giveUp(head, e.code(), e.getMessage());
            return null;
        }
        switch (sending.verdict(outcome)) {
            case WAIT -> {
                return sending.wait(outcome);
            }
            case SENT -> {
                sending.forget();
                finished.accept(head.order(), outcome.receipt());
            }
            case GIVE_UP -> giveUp(sending.push(), outcome.code(), outcome.receipt().reason());
        }
        return null;
    }

    private void giveUp(HeldPush push, ReceiptCode code, String reason) {
        HeldPush failed = push.failed(code, reason);
        rows.update(failed.entry());
        log.warn("queued push {} to {} {} was given up: {}: {}", push.id(), push.order().im(), push.order().target(),
                code.label(), reason);
        finished.accept(push.order(), receipt(failed, code, reason));
    }

    private PushReceipt receipt(HeldPush push, ReceiptCode code, String reason) {
        return deliverer.unsent(push.order(), code, reason);
    }

    /// How many wait or are being sent.
    public int size() {
        return lanes.size();
    }

    /// How many were given up and wait for a person.
    public int failed() {
        return rows.count(State.FAILED);
    }

    /// Pushes in one state as the API shows them, the oldest ones, oldest first.
    public List<QueuedPush> list(State state, int most) {
        return rows.in(state, most).stream().flatMap(this::readable).map(QueuedPush::of).toList();
    }

    private Stream<HeldPush> readable(Entry entry) {
        try {
            return Stream.of(HeldPush.read(entry, im -> policy.get().canonical(im)));
        } catch (JacksonException | PushException e) {
            log.warn("queued push {} cannot be shown: {}", entry.id(), e.getMessage());
            return Stream.empty();
        }
    }

    /// One of them, empty when it was sent or never queued.
    public Optional<QueuedPush> find(String id) {
        return rows.find(id).stream().flatMap(this::readable).map(QueuedPush::of).findFirst();
    }

    /// Takes a push back.
    ///
    /// @return whether it was there and not being sent
    public boolean cancel(String id) {
        boolean failed = rows.find(id).filter(entry -> entry.state() == State.FAILED).isPresent();
        if (!lanes.remove(id) && !failed) {
            return false;
        }
        rows.remove(id);
        log.info("queued push {} was cancelled", id);
        return true;
    }

    /// Queues a push that was given up once more.
    ///
    /// @return the push as it was put back, empty where no such push was given up; by now it may be on its way already
    public Optional<QueuedPush> resend(String id) {
        HeldPush push = rows.find(id).filter(entry -> entry.state() == State.FAILED).stream().flatMap(this::readable).findFirst()
                .map(found -> found.again(clock.instant())).orElse(null);
        if (push == null) {
            return Optional.empty();
        }
        rows.update(push.entry());
        QueuedPush queued = QueuedPush.of(push);
        lanes.add(push);
        signals.release();
        return Optional.of(queued);
    }

    /// Media that pushes of the queue still need.
    public Set<Path> media() {
        Set<Path> files = new HashSet<>();
        for (State state : State.values()) {
            rows.in(state).stream().flatMap(this::readable).flatMap(push -> push.sources().stream())
                    .filter(source -> source.startsWith("/")).map(Path::of).forEach(files::add);
        }
        return files;
    }

    /// Sends no more; what waits is there at the next start.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
