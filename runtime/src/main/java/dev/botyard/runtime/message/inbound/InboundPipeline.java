package dev.botyard.runtime.message.inbound;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.runtime.im.account.EventTaker;
import dev.botyard.runtime.message.inbound.Journey.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes events of all accounts: de-duplicate ▸ remember ▸ waiters ▸ plugins. Thread-safe; does its work on the caller's thread, so
/// events of one chat keep their order.
public final class InboundPipeline implements EventTaker {
    private static final Logger log = LoggerFactory.getLogger(InboundPipeline.class);

    private final SeenEvents seen = new SeenEvents();
    private final Waiters waiters;
    private final Journeys journeys;
    private final List<MessageMemory> memories = new CopyOnWriteArrayList<>();
    private final LongAdder messages = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private volatile EventHandler handler = EventHandler.NOBODY;
    private volatile boolean stopping;

    /// Keeps no trace.
    public InboundPipeline(Waiters waiters) {
        this(waiters, new Journeys(0));
    }

    /// @param journeys keeps the ways of messages
    public InboundPipeline(Waiters waiters, Journeys journeys) {
        this.waiters = waiters;
        this.journeys = journeys;
        waiters.early().serve(this::onward);
    }

    /// Adds somebody who remembers messages, the account's own too; before the first event.
    public void remember(MessageMemory memory) {
        memories.add(memory);
    }

    /// Says who gets what nobody waited for; before the first event.
    public InboundPipeline serve(EventHandler next) {
        handler = next;
        return this;
    }

    /// An event that was taken before the host started.
    public void taken(String account, EventMark event) {
        seen.add(account, event);
    }

    @Override
    public Acceptance accept(String im, String account, InboundEvent event) {
        if (stopping) {
            return Acceptance.REFUSED;
        }
        EventMark mark = EventMark.of(event);
        switch (seen.add(account, mark)) {
            case NEW -> {
            }
            case REPEATED -> {
                return dropped(im, account, event, Stage.DUPLICATE);
            }
            case CHANGED -> {
                log.warn(
                        "an event of account {} is left out: another one with its id {} has come before and differs in what it says or in its"
                                + " time; if the platform uses ids twice, report it to the adapter's author",
                        account, event.id());
                return dropped(im, account, event, Stage.CHANGED);
            }
        }
        switch (event) {
            case MessageEvent message -> message(InboundMessage.of(im, account, message), mark);
            case NoticeEvent notice -> handler.event(im, account, notice.details(), mark);
            case RequestEvent request -> handler.event(im, account, request.details(), mark);
            case MetaEvent meta -> handler.event(im, account, meta.details(), mark);
            case PaymentEvent payment -> handler.payment(im, account, payment, mark);
        }
        return Acceptance.ACCEPTED;
    }

    private Acceptance dropped(String im, String account, InboundEvent event, Stage why) {
        duplicates.increment();
        if (event instanceof MessageEvent message && journeys.most() > 0) {
            journeys.told(journeys.begin(InboundMessage.of(im, account, message), why));
        }
        return Acceptance.DUPLICATE;
    }

    private void message(InboundMessage message, EventMark mark) {
        for (MessageMemory memory : memories) {
            memory.remember(message);
        }
        if (message.event().own()) {
            return;
        }
        messages.increment();
        Journey journey = journeys.begin(message, Stage.PLUGINS);
        if (!waiters.early().hold(message, mark, journey)) {
            onward(message, mark, journey);
        } else {
            journeys.told(journey);
        }
    }

    private void onward(InboundMessage message, EventMark mark, Journey journey) {
        Waiters.Owner taker = waiters.offer(message);
        if (taker != null) {
            journey.taken(taker);
        } else {
            journey.goesOn();
            handler.message(message, mark, journey);
        }
        journeys.told(journey);
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
