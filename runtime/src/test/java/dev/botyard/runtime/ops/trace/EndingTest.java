package dev.botyard.runtime.ops.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.message.inbound.EventHandler;
import dev.botyard.runtime.message.inbound.EventMark;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.InboundPipeline;
import dev.botyard.runtime.message.inbound.Journey;
import dev.botyard.runtime.message.inbound.Journeys;
import dev.botyard.runtime.message.inbound.Waiters;
import dev.botyard.runtime.ops.trace.TraceRecord.TracedRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is said of a message that was put to the plugins.
class EndingTest {
    private final AtomicReference<Journey> journey = new AtomicReference<>();

    @BeforeEach
    void say() {
        new InboundPipeline(new Waiters(), new Journeys(10)).serve(new EventHandler() {
            @Override
            public void message(InboundMessage message, EventMark mark, Journey way) {
                journey.set(way);
            }

            @Override
            public void event(String im, String account, EventDetails details, EventMark mark) {}

            @Override
            public void payment(String im, String account, PaymentEvent payment, EventMark mark) {}
        }).accept("qq", "bot",
                MessageEvent.in(Chat.group("700", "Tea"), Person.of("ann", "")).text("tea").messageId("1").build());
    }

    private static TracedRun run(String plugin, String status, String error, int replies) {
        return new TracedRun("r-" + plugin, plugin, status, error, Duration.ZERO, replies, List.of(), List.of());
    }

    private String of(TracedRun... runs) {
        Ending ending = Ending.of(journey.get(), List.of(runs), List.of(), false);
        return ending.outcome() + ": " + ending.reason();
    }

    @Test
    void beforeAnyPluginWasAskedNothingIsSaidOfRules() {
        assertEquals("RUNNING: it is on its way to the plugins", of());
        journey.get().heard(new Journey.Sequel() {
        });
        assertEquals("NO_RULE: no plugin has rules", of());
    }

    @Test
    void whatWentWrongIsToldWhateverWasSaidBefore() {
        journey.get().heard(new Journey.Sequel() {
        });
        assertEquals("FAILED: a.py ended with error after 1 message: KeyError: 'tea'",
                of(run("a.py", "error", "KeyError: 'tea'", 1)));
        assertEquals("FAILED: b.py ended with cancelled after 2 messages",
                of(run("a.py", "ok", "", 2), run("b.py", "cancelled", "", 0)));
        assertEquals("ANSWERED: a.py answered with 2 messages", of(run("a.py", "ok", "", 2)));
        assertEquals("ANSWERED: a.py answered with 1 message", of(run("a.py", "waiting", "", 1)));
        assertEquals("RUNNING: a.py has not ended yet", of(run("a.py", "running", "", 0)));
        assertEquals("SILENT: a.py ran and said nothing in the chat", of(run("a.py", "ok", "", 0)));
    }
}
