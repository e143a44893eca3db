package dev.botyard.runtime.script.payment;

import dev.botyard.runtime.infra.store.KeptPayments;
import dev.botyard.runtime.infra.store.KeptPayments.Entry;
import dev.botyard.runtime.infra.store.StoreException;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.launcher.Launcher;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings payments and the runs that wait for them together. Thread-safe.
///
/// A payment belongs to its payer's wait; else to the only wait there is, whoever paid, because people ask on one IM and pay on another;
/// else to the only wait with that amount; else to nobody: it is kept until an operator assigns it.
public final class Payments implements Consumer<PaymentNotice> {
    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private final KeptPayments kept;
    private final Consumer<String> alarm;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final List<PaymentWait> open = new ArrayList<>();
    /// Held while a kept payment gets its owner: a payment is given once, whoever gives it and however often at the same time.
    private final Object giving = new Object();
    private volatile Runnable changed = () -> {};

    /// @param alarm tells the masters a sentence; must not block
    public Payments(KeptPayments kept, Consumer<String> alarm, Clock clock) {
        this.kept = kept;
        this.alarm = alarm;
        this.clock = clock;
    }

    /// Calls this whenever something of [#waits] or [#list] has changed; it must not block.
    public void listen(Runnable listener) {
        changed = listener;
    }

    /// Begins a wait. One for whom a payment was laid aside has its outcome at once.
    ///
    /// @return false when another wait is open and a payment could not tell the two apart
    public boolean open(PaymentWait wait) {
        synchronized (giving) {
            Optional<Entry> waiting = kept.assignedTo(wait.imType(), wait.user());
            synchronized (this) {
                if (waiting.isEmpty() && open.stream().anyMatch(wait::looksLike)) {
                    return false;
                }
                open.add(wait);
            }
            waiting.ifPresent(entry -> deliver(entry.id(), wait));
        }
        changed.run();
        return true;
    }

    /// Ends a wait.
    ///
    /// @return false when a payment has just ended it: its outcome is there or about to be
    public boolean close(PaymentWait wait) {
        boolean waited;
        synchronized (this) {
            waited = open.remove(wait);
        }
        if (waited) {
            changed.run();
        }
        return waited;
    }

    /// Ends the waits of a run that is over.
    public void ended(String run) {
        List<PaymentWait> over;
        synchronized (this) {
            over = open.stream().filter(wait -> wait.run().equals(run)).toList();
            open.removeAll(over);
        }
        if (!over.isEmpty()) {
            over.forEach(wait -> wait.outcome().complete("timeout"));
            changed.run();
        }
    }

    /// Whether any run waits for a payment.
    public synchronized boolean awaited() {
        return !open.isEmpty();
    }

    @Override
    public void accept(PaymentNotice notice) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        Payment payment = Payment.of("pay_" + HexFormat.of().formatHex(id), notice);
        Optional<PaymentWait> wait = claim(payment);
        if (wait.isPresent()) {
            note(payment, wait.get());
            wait.get().outcome().complete(Payment.forWait(payment.content(), wait.get()));
        } else {
            keep(payment);
        }
        changed.run();
    }

    /// So that operators see what arrived, and no reporter brings it again. The run gets it also when that fails.
    private void note(Payment payment, PaymentWait wait) {
        try {
            kept.put(entry(payment, KeptPayments.State.CLAIMED, wait.imType(), wait.user()));
        } catch (StoreException e) {
            log.warn("the payment {} of {} goes to run {}, but it could not be kept: {}", payment.id(),
                    payment.amount().toPlainString(), wait.run(), e.getMessage());
        }
    }

    private Entry entry(Payment payment, KeptPayments.State state, String forIm, String forUser) {
        return new Entry(payment.id(), state, payment.im(), payment.account(), forIm, forUser,
                Json.MAPPER.writeValueAsString(payment.content()), clock.instant(), payment.reference());
    }

    private synchronized Optional<PaymentWait> claim(Payment payment) {
        Optional<PaymentWait> found = ofPayer(payment).or(() -> open.size() == 1
                ? Optional.of(open.getFirst())
                : ofAmount(payment.amount()));
        found.ifPresent(open::remove);
        return found;
    }

    /// Of several waits of one person the one with the amount, else the oldest.
    private Optional<PaymentWait> ofPayer(Payment payment) {
        return payment.payer().isEmpty()
                ? Optional.empty()
                : open.stream().filter(wait -> wait.isOf(payment.im(), payment.payer()))
                        .min(Comparator.comparing(wait -> !wait.expects(payment.amount())));
    }

    private Optional<PaymentWait> ofAmount(BigDecimal amount) {
        List<PaymentWait> fitting = open.stream().filter(wait -> wait.expects(amount)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private void keep(Payment payment) {
        String facts = payment.amount().toPlainString() + " from "
                + (payment.payerName().isEmpty() ? "" : payment.payerName() + " ")
                + (payment.payer().isEmpty() ? "an unknown payer" : "(" + payment.payer() + ")") + place(payment)
                + (payment.tradeNumber().isEmpty() ? "" : ", trade number " + payment.tradeNumber());
        String done = " was not claimed: ";
        try {
            kept.put(entry(payment, KeptPayments.State.UNCLAIMED, "", ""));
            done += "no script waits for it, or several do and it fits none alone. It is kept; assign it with "
                    + Launcher.hint("payments assign " + payment.id());
        } catch (StoreException e) {
            done += "no script waits for it, and it could not be kept: " + e.getMessage();
        }
        log.warn("the payment {} of {}{}", payment.id(), facts, done);
        alarm.accept("The payment " + payment.id() + " of " + facts + done + ".");
    }

    /// Where it came in; a report may say nothing of that.
    private static String place(Payment payment) {
        return (payment.im().isEmpty() ? "" : " on " + payment.im())
                + (payment.account().isEmpty() ? "" : ", account " + payment.account());
    }

    private boolean deliver(String id, PaymentWait wait) {
        synchronized (giving) {
            Entry entry = entry(id);
            if (entry.state() == KeptPayments.State.CLAIMED || !close(wait)) {
                return false;
            }
            kept.put(entry.claimed(wait.imType(), wait.user()));
            wait.outcome().complete(Payment.forWait(PaymentRecord.content(entry), wait));
            return true;
        }
    }

    /// Whether a payment that its reporter knows by this has arrived before.
    public boolean knows(String reference) {
        return kept.knows(reference);
    }

    /// Payments that arrived, the newest first; without a state all.
    public List<PaymentRecord> list(Optional<KeptPayments.State> state, int limit) {
        return kept.list(state, limit).stream().map(PaymentRecord::of).toList();
    }

    /// One that arrived.
    public Optional<PaymentRecord> find(String id) {
        return kept.find(id).map(PaymentRecord::of);
    }

    /// Who waits, the oldest first.
    public synchronized List<PaymentWait> waits() {
        return List.copyOf(open);
    }

    /// Gives a kept payment to the run that waits.
    ///
    /// @return whether the run waits and has got it; one that was given already is not given again
    public boolean assignToRun(String id, String run) {
        return wait(one -> one.run().equals(run)).filter(wait -> deliver(id, wait)).isPresent();
    }

    /// Gives a kept payment to a person: to the open wait, else to the next one.
    ///
    /// @return whether a wait was open
    public boolean assignToPerson(String id, String im, String user) {
        synchronized (giving) {
            if (wait(one -> one.isOf(im, user)).filter(wait -> deliver(id, wait)).isPresent()) {
                return true;
            }
            Entry entry = entry(id);
            if (entry.state() != KeptPayments.State.CLAIMED) {
                kept.put(entry.assigned(im, user));
                changed.run();
            }
            return false;
        }
    }

    /// Forgets a kept payment.
    public void forget(String id) {
        kept.remove(id);
        changed.run();
    }

    private synchronized Optional<PaymentWait> wait(java.util.function.Predicate<PaymentWait> wanted) {
        return open.stream().filter(wanted).findFirst();
    }

    private Entry entry(String id) {
        return kept.find(id).orElseThrow();
    }

}
