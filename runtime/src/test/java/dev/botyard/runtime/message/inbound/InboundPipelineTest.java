package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.event.RequestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundPipelineTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private final InboundPipeline pipeline = new InboundPipeline(new Waiters()).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            heard.add(message.text());
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {
            heard.add(details.name());
        }

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {
            heard.add(payment.amount());
        }
    });

    private static MessageEvent.Builder said(String id, String person, String text) {
        return MessageEvent.in(Chat.group("700", ""), Person.of(person, "")).messageId(id).text(text).time(NOON);
    }

    private Acceptance take(MessageEvent.Builder event) {
        return take(event.build());
    }

    private Acceptance take(InboundEvent event) {
        return pipeline.accept("qq", "a", event);
    }

    @Test
    void anIdThatIsUsedAgainIsNoRepetition() {
        take(said("10001", "ann", "sign"));
        assertEquals(Acceptance.ACCEPTED, take(said("10001", "ann", "sign").time(NOON.plusSeconds(60))));
        assertEquals(Acceptance.ACCEPTED, take(said("10001", "bob", "sign").time(NOON.plusSeconds(60))));
        assertEquals(Acceptance.ACCEPTED,
                take(MessageEvent.in(Chat.group("701", ""), Person.of("bob", "")).messageId("10001").text("sign")));
        assertEquals(4, heard.size());
    }

    @Test
    void aRealRepetitionIsLeftOutAlsoAfterTheIdHasComeToMeanSomethingElse() {
        take(said("1", "ann", "one"));
        assertEquals(Acceptance.DUPLICATE, take(said("1", "ann", "one")));
        take(said("1", "ann", "two").time(NOON.plusSeconds(9)));
        assertEquals(Acceptance.DUPLICATE, take(said("1", "ann", "two").time(NOON.plusSeconds(9))));
        assertEquals(List.of("one", "two"), heard);
        assertEquals(2, pipeline.duplicates());
    }

    /// Addresses of media differ from delivery to delivery; a message of the same second is the same.
    @Test
    void theSameMomentWithOtherWordsIsLeftOut() {
        take(said("1", "ann", "see https://x/?sig=1"));
        assertEquals(Acceptance.DUPLICATE, take(said("1", "ann", "see https://x/?sig=2")));
    }

    @Test
    void withoutATimeOfThePlatformTheWordsDecide() {
        take(said("1", "ann", "one").receivedAt(NOON));
        assertEquals(Acceptance.DUPLICATE, take(said("1", "ann", "one").receivedAt(NOON.plusSeconds(9))));
        assertEquals(Acceptance.ACCEPTED, take(said("1", "ann", "two").receivedAt(NOON.plusSeconds(9))));
    }

    @Test
    void anUnknownIdIsNeverARepetition() {
        take(said("", "ann", "one"));
        assertEquals(Acceptance.ACCEPTED, take(said("", "ann", "one")));
    }

    @Test
    void moneyAndRequestsAreKnownByTheirIdAlone() {
        assertEquals(Acceptance.ACCEPTED, take(new PaymentEvent(details("t-1", NOON), "1.50", "", "", "t-1", "")));
        assertEquals(Acceptance.DUPLICATE,
                take(new PaymentEvent(details("t-1", NOON.plusSeconds(60)), "1.50", "", "", "t-1", "")));
        assertEquals(Acceptance.ACCEPTED, take(new RequestEvent(details("r-1", NOON))));
        assertEquals(Acceptance.DUPLICATE, take(new RequestEvent(details("r-1", NOON.plusSeconds(60)))));
        assertEquals(Acceptance.ACCEPTED, take(new NoticeEvent(details("n-1", NOON))));
        assertEquals(Acceptance.DUPLICATE, take(new NoticeEvent(details("n-1", NOON))));
    }

    private static EventDetails details(String id, Instant time) {
        return EventDetails.named("test").id(id).person(Person.of("ann", "")).time(time).build();
    }

    @Test
    void whatWasTakenBeforeTheStartIsKnownByAllThatTheStoreKeepsOfIt() {
        pipeline.taken("a", EventMark.ofLine(EventMark.of(said("g 7:1", "ann", "one").build()).toLine()));
        assertEquals(Acceptance.DUPLICATE, take(said("g 7:1", "ann", "one")));
        assertEquals(Acceptance.ACCEPTED, take(said("g 7:1", "ann", "one").time(NOON.plusSeconds(60))));
        assertEquals("", EventMark.ofLine("10001").id());
    }
}
