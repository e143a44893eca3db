package dev.botyard.runtime.script.payment;

import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.infra.store.KeptPayments.State;
import dev.botyard.runtime.infra.store.Store;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Injector;
import dev.botyard.runtime.message.inbound.Waiters;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Payments of a host without accounts, from a report to the script that waits. Opened again, it is the host after its restart.
public final class PlayedPayments implements AutoCloseable {
    private final Store store;
    public final List<String> told = new ArrayList<>();
    public final Payments payments;
    public final Injector injector;
    public final PaymentReports reports;

    public PlayedPayments(Path folder) {
        store = Store.open(folder.resolve("payments.db"));
        payments = new Payments(store.keptPayments(), told::add, Ticker.system());
        InboundPipeline pipeline = new InboundPipeline(new Waiters()).serve(new EventHandler() {
            @Override
            public void message(InboundMessage message, EventMark mark, Journey journey) {}

            @Override
            public void event(String im, String account, EventDetails details, EventMark mark) {}

            @Override
            public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
                payments.accept(new PaymentNotice(im, account, payment));
            }
        });
        injector = new Injector(pipeline, new AccountRegistry(), im -> im.equals("wx") ? "weixin" : im, Ticker.system());
        reports = new PaymentReports(injector, payments);
    }

    /// Somebody's script waits for money.
    public CompletableFuture<Object> waits(String user, String amount) {
        PaymentWait wait = new PaymentWait("run-" + user, "shop.py", "qq", "bot", user, Amount.of(amount), Instant.EPOCH,
                new CompletableFuture<>());
        if (!payments.open(wait)) {
            throw new AssertionError("busy");
        }
        return wait.outcome();
    }

    /// What a script got, such as `money`.
    public static Object got(CompletableFuture<Object> wait, String key) {
        return ((Map<?, ?>) wait.getNow(Map.of())).get(key);
    }

    /// All that arrived, the newest first, as `unclaimed 19.8`.
    public List<String> arrived() {
        return payments.list(Optional.empty(), 100).stream().map(PlayedPayments::shown).toList();
    }

    private static String shown(PaymentRecord payment) {
        State state = payment.state();
        return state.label() + " " + new BigDecimal(payment.payment().get("money").toString()).toPlainString();
    }

    @Override
    public void close() {
        store.close();
    }
}
