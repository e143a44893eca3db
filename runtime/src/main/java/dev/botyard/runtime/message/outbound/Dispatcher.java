package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.im.account.AccountRegistry;
import dev.botyard.runtime.im.account.AccountSupervisor;
import dev.botyard.runtime.im.account.Selection;
import dev.botyard.runtime.infra.store.QueuedPushes;
import dev.botyard.runtime.infra.thread.Ticker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes pushes and replies: validate ▸ deliver, or queue ▸ tell what became of it. Thread-safe; blocks its caller.
///
/// Which account speaks is decided in [dev.botyard.runtime.im.account.AccountSelector], one attempt is made by [Deliverer], and pushes with
/// `options.queue` go through [PushQueue].
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Supplier<PushPolicy> policy;
    private final List<PushListener> listeners = new CopyOnWriteArrayList<>();
    private final ReceiptIds ids;
    private final Deliverer deliverer;
    private final PushQueue queue;
    private volatile boolean stopping;

    /// @param queued where pushes wait over restarts
    public Dispatcher(AccountRegistry registry, AccountSupervisor supervisor, MediaSources sources,
            MediaConversion conversion, QueuedPushes queued, Supplier<PushPolicy> policy, Ticker ticker) {
        this.policy = policy;
        this.ids = new ReceiptIds(ticker);
        this.deliverer = new Deliverer(registry, supervisor, sources, conversion, policy, ticker);
        this.queue = new PushQueue(deliverer, registry, queued, sources, policy, this::finish, ticker);
    }

    /// An account has heard from somebody, who can therefore be reached.
    public void heard(String account, Chat chat) {
        deliverer.heard(account, chat);
    }

    /// Adds a listener for outcomes.
    public void listen(PushListener listener) {
        listeners.add(listener);
    }

    /// Sends a push, or queues it where its options say so and nobody can send it now.
    ///
    /// @return the receipt, also of a push that was not sent
    /// @throws PushException when the request is invalid, the platform refused it, its outcome is unknown, or `strict` asks for it
    public PushReceipt push(PushRequest request) throws InterruptedException {
        return push(request, ids.next());
    }

    /// The same with an id that the caller has chosen, to find a queued push again.
    public PushReceipt push(PushRequest request, String id) throws InterruptedException {
        Order order = order(request, id);
        if (order.options().queue()) {
            return strictly(order, tell(order, queue.accept(order, stopping)));
        }
        Outcome outcome = stopping
                ? Outcome.of(deliverer.unsent(order, ReceiptCode.HOST_STOPPING, "the host is stopping"))
                : deliverer.deliver(order, (account, deduplicates) -> {});
        return strictly(order, tell(order, outcome));
    }

    private static PushReceipt strictly(Order order, PushReceipt receipt) {
        if (receipt.sent() == 0 && receipt.code() != ReceiptCode.QUEUED && order.options().strict()) {
            throw new PushException(receipt.code(), receipt.reason(), receipt);
        }
        return receipt;
    }

    /// Says who would send a push, and why not the others. Sends nothing.
    public PushReceipt explain(PushRequest request) {
        Order order = order(request, ids.next());
        Selection selection = deliverer.select(order);
        return deliverer.unsent(order, selection);
    }

    private Order order(PushRequest request, String id) {
        PushOptions options = PushOptions.parse(request.options());
        Target target = target(request);
        check(request, options);
        return new Order(id, request, options, false, canonical(request.imType()), target, "");
    }

    private static void check(PushRequest request, PushOptions options) {
        try {
            MessageComposer.check(request);
        } catch (PushException e) {
            throw options.strict() ? PushException.invalid(e.getMessage()) : e;
        }
    }

    /// Answers into the current chat.
    ///
    /// @return the receipt; a send that failed is told in it, not thrown
    /// @throws PushException when there is nothing to send
    public PushReceipt reply(ReplyRequest request) throws InterruptedException {
        PushRequest push = request.asPush();
        PushOptions options = PushOptions.parse(push.options());
        MessageComposer.check(push);
        Order order = new Order(ids.next(), push, options, true, push.imType(), Target.of(request.chat()), request.messageId());
        Outcome outcome = stopping
                ? Outcome.of(deliverer.unsent(order, ReceiptCode.HOST_STOPPING, "the host is stopping"))
                : deliverer.deliver(order, (account, deduplicates) -> {});
        finish(order, outcome.receipt());
        return outcome.receipt();
    }

    /// The canonical IM type behind an alias.
    public String canonical(String imType) {
        return policy.get().canonical(imType);
    }

    /// Messages being sent or waiting for their turn, by account.
    public Map<String, Integer> underWay() {
        return deliverer.underWay();
    }

    /// Pushes that wait until they can be sent.
    public PushQueue queue() {
        return queue;
    }

    /// Ends sends that adapters did not end by themselves; called by the host's timer every second.
    public void sweep() {
        deliverer.sweep();
    }

    /// From now on every push answers `host_stopping`, or is kept in the queue for the next start.
    public void stop() {
        stopping = true;
        queue.close();
    }

    private static Target target(PushRequest request) {
        if (request.imType().isBlank()) {
            throw PushException.invalid("the push names no IM type");
        }
        String group = request.groupCode().strip();
        String user = request.userId().strip();
        if (group.isEmpty() && user.isEmpty()) {
            throw PushException.invalid("the push has no target: give groupCode for a group or userID for a person");
        }
        return group.isEmpty() ? Target.person(user) : Target.group(group);
    }

    private PushReceipt tell(Order order, Outcome outcome) {
        PushReceipt receipt = outcome.receipt();
        finish(order, receipt);
        if (outcome.refusal().isPresent()) {
            throw new PushException(receipt.code(), receipt.reason(), receipt);
        }
        return receipt;
    }

    private void finish(Order order, PushReceipt receipt) {
        for (PushListener listener : listeners) {
            try {
                listener.finished(order.request().origin(), order.reply(), receipt);
            } catch (RuntimeException e) {
                log.error("a listener for the outcome of push {} failed", receipt.id(), e);
            }
        }
    }
}
