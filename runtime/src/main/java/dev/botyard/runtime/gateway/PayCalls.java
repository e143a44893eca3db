package dev.botyard.runtime.gateway;

import dev.botyard.runtime.inbound.InboundMessage;
import dev.botyard.runtime.inbound.Waiters;
import dev.botyard.runtime.plugin.PluginTriggers.PaymentNotice;
import dev.botyard.runtime.plugin.Run;
import dev.botyard.runtime.thread.Threads;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// `waitPay` and `atWaitPay`: one wait per user and IM at a time; a second one answers `busy`. Thread-safe.
///
/// A payment ends the wait of its payer, or, where the payer is unknown, the oldest wait of the account. Any amount is delivered; whether
/// it is the expected one is said in the object.
public final class PayCalls implements Gateway.Topic, Consumer<PaymentNotice> {
    private final Waiters waiters;
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public PayCalls(Waiters waiters) {
        this.waiters = waiters;
    }

    private record Wait(String im, String account, String user, String amount, long since, BlockingQueue<Object> outcome) {}

    @Override
    public void register(Map<String, SdkCall> methods) {
        methods.put("waitPay", this::waitPay);
        methods.put("atWaitPay", (run, params) -> waits.containsKey(key(run)));
    }

    private static String key(Run run) {
        return run.context().im() + '\n' + run.context().user().id();
    }

    private Object waitPay(Run run, Params params) throws InterruptedException {
        Wait wait = new Wait(run.context().im(), run.context().account(), run.context().user().id(), params.text("amount"),
                System.nanoTime(),
                new LinkedBlockingQueue<>());
        if (waits.putIfAbsent(key(run), wait) != null) {
            return Map.of("value", "busy");
        }
        run.parked();
        Duration limit = WaitCalls.limit(params.number("timeout", 0));
        String exitCode = params.text("exitcode");
        Thread listening = exitCode.isEmpty() || run.context().chat().isEmpty()
                ? null
                : Threads.startVirtual("wait-pay", () -> listenForExit(run, exitCode, limit, wait));
        try {
            Object outcome = wait.outcome.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            return Map.of("value", outcome == null ? "timeout" : outcome);
        } finally {
            waits.remove(key(run), wait);
            if (listening != null) {
                listening.interrupt();
            }
        }
    }

    /// Other messages of the user meanwhile are swallowed, as in any wait.
    private void listenForExit(Run run, String exitCode, Duration limit, Wait wait) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() - end < 0) {
                Optional<InboundMessage> heard = waiters.await(run, run.context().chatKey(), run.context().user().id(),
                        Duration.ofNanos(end - System.nanoTime()));
                if (heard.isEmpty()) {
                    wait.outcome.add("timeout");
                    return;
                }
                if (heard.get().text().equals(exitCode)) {
                    wait.outcome.add(exitCode);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void accept(PaymentNotice notice) {
        String payer = notice.event().details().person().id();
        Wait wait = waits.get(notice.im() + '\n' + payer);
        if (wait == null && payer.isEmpty()) {
            wait = waits.values().stream().filter(one -> one.im.equals(notice.im()) && one.account.equals(notice.account()))
                    .min((one, two) -> Long.compare(one.since, two.since)).orElse(null);
        }
        if (wait != null) {
            wait.outcome.add(payment(notice, wait.amount));
        }
    }

    /// New and old keys, as published plugins read both.
    private Map<String, Object> payment(PaymentNotice notice, String expected) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        Map<String, Object> map = new LinkedHashMap<>(notice.event().details().data());
        map.put("event_type", "payment");
        map.put("event_category", "payment");
        map.put("payment_channel", notice.event().channel());
        map.put("payment_type", notice.event().type());
        map.put("money", notice.event().amount());
        map.put("Money", notice.event().amount());
        map.put("received_amount", notice.event().amount());
        if (!expected.isBlank()) {
            map.put("expected_amount", expected);
            map.put("amount_matched", matches(expected, notice.event().amount()));
        }
        String order = "pay_" + HexFormat.of().formatHex(id);
        map.put("order_id", order);
        map.put("orderID", order);
        map.put("trade_no", notice.event().tradeNumber());
        String time = OffsetDateTime.ofInstant(notice.event().time(), ZoneOffset.UTC).toString();
        map.put("time", time);
        map.put("Time", time);
        // Published plugins compare it with the platform's own words.
        map.putIfAbsent("Type", notice.event().type());
        map.put("FromWxid", notice.event().details().person().id());
        map.put("FromName", notice.event().details().person().name());
        return map;
    }

    private static boolean matches(String expected, String received) {
        try {
            BigDecimal wanted = number(expected);
            BigDecimal got = number(received);
            return wanted.signum() > 0 && got.signum() > 0 && wanted.subtract(got).abs().compareTo(new BigDecimal("0.001")) < 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.strip().replaceFirst("^[¥￥]", "").replace(",", "").strip());
    }
}
