package dev.botyard.runtime.script.calls;

import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.script.payment.Amount;
import dev.botyard.runtime.script.payment.PaymentWait;
import dev.botyard.runtime.script.payment.Payments;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.Waits;
import dev.botyard.runtime.infra.thread.Threads;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `waitPay` and `atWaitPay`. Thread-safe.
public final class PayCalls implements Gateway.Calls {
    private final Payments payments;
    private final Waiters waiters;
    private final Clock clock;

    public PayCalls(Payments payments, Waiters waiters, Clock clock) {
        this.payments = payments;
        this.waiters = waiters;
        this.clock = clock;
    }

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("waitPay", this::waitPay);
        // Of the whole yard: one payment code cannot tell payers apart, so scripts use it as a lock.
        methods.put("atWaitPay", (run, params) -> payments.awaited());
    }

    private Object waitPay(Run run, Params params) throws InterruptedException {
        PaymentWait wait = new PaymentWait(run.id(), run.plugin().file(), run.context().im(), run.context().account(),
                run.context().user().id(), amount(run, params.text("amount")), clock.instant(), new CompletableFuture<>());
        if (!payments.open(wait)) {
            return Map.of("value", "busy");
        }
        try (Waits.Wait place = run.waits()) {
            return Map.of("value", outcome(run, wait, params));
        } finally {
            payments.close(wait);
        }
    }

    private Object outcome(Run run, PaymentWait wait, Params params) throws InterruptedException {
        Duration limit = WaitCalls.limit(params.timeout());
        String exitCode = params.text("exitcode").strip();
        Thread listening = exitCode.isEmpty() || run.context().chat().isEmpty()
                ? null
                : Threads.startVirtual("wait-pay", () -> listenForExit(run, exitCode, limit, wait));
        if (listening == null) {
            // Nothing of the chat is waited for, so what came since the last reply is for others.
            waiters.early().over(run);
        }
        try {
            return outcome(wait, limit);
        } finally {
            if (listening != null) {
                listening.interrupt();
            }
        }
    }

    private static Optional<BigDecimal> amount(Run run, String text) {
        Optional<BigDecimal> amount = Amount.of(text);
        if (amount.isEmpty() && !text.isBlank()) {
            run.note("waitPay: '" + text + "' is not an amount; the wait goes on without one");
        }
        return amount;
    }

    private Object outcome(PaymentWait wait, Duration limit) throws InterruptedException {
        try {
            return wait.outcome().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // A payment that arrives in this moment already belongs to the wait.
            return payments.close(wait) ? "timeout" : wait.outcome().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Only the exit word is taken from the chat; whatever else is said meanwhile is for other plugins.
    private void listenForExit(Run run, String exitCode, Duration limit, PaymentWait wait) {
        try {
            Optional<InboundMessage> heard = waiters.await(run, run.context().chatKey(), run.context().user().id(),
                    message -> message.text().equals(exitCode), limit);
            if (payments.close(wait)) {
                wait.outcome().complete(heard.isPresent() ? exitCode : "timeout");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
