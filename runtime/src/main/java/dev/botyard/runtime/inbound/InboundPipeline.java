package dev.botyard.runtime.inbound;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.event.RequestEvent;
import java.util.concurrent.atomic.LongAdder;

/// Takes events of all accounts: de-duplicate ▸ remember ▸ waiters ▸ plugins. Thread-safe; does its work on the caller's thread, so
/// events of one chat keep their order.
public final class InboundPipeline {
    private final SeenEvents seen = new SeenEvents();
    private final Waiters waiters;
    private final MessageMemory memory;
    private final EventHandler handler;
    private final LongAdder messages = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private volatile boolean stopping;

    public InboundPipeline(Waiters waiters, MessageMemory memory, EventHandler handler) {
        this.waiters = waiters;
        this.memory = memory;
        this.handler = handler;
    }

    /// An event that was taken before the host started.
    public void taken(String account, String eventId) {
        seen.add(account, eventId);
    }

    /// Takes an event of an account.
    public Acceptance accept(String im, String account, InboundEvent event) {
        if (stopping) {
            return Acceptance.REFUSED;
        }
        if (!seen.add(account, event.id())) {
            duplicates.increment();
            return Acceptance.DUPLICATE;
        }
        switch (event) {
            case MessageEvent message -> message(InboundMessage.of(im, account, message));
            case NoticeEvent notice -> handler.event(im, account, notice.details());
            case RequestEvent request -> handler.event(im, account, request.details());
            case MetaEvent meta -> handler.event(im, account, meta.details());
            case PaymentEvent payment -> handler.payment(im, account, payment);
        }
        return Acceptance.ACCEPTED;
    }

    private void message(InboundMessage message) {
        memory.remember(message);
        if (message.event().own()) {
            return;
        }
        messages.increment();
        if (!waiters.offer(message)) {
            handler.message(message);
        }
    }

    /// Refuses events from now on.
    public void stop() {
        stopping = true;
    }

    /// Messages taken since the start.
    public long messages() {
        return messages.sum();
    }

    /// Events that had been seen before.
    public long duplicates() {
        return duplicates.sum();
    }
}
