package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.inbound.EventMark.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMarkTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    private static EventMark renewed(int what, long second) {
        return new EventMark("1", 7, what, second, true);
    }

    private static EventMark once(int what, long second) {
        return new EventMark("1", 7, what, second, false);
    }

    @Test
    void anotherPersonUnderTheSameIdIsAlwaysNew() {
        assertEquals(Verdict.NEW, once(1, 5).judge(new EventMark("1", 8, 1, 5, false)));
        assertEquals(Verdict.NEW, renewed(1, 5).judge(new EventMark("1", 8, 1, 5, true)));
    }

    @Test
    void aMessageOfAnotherSecondIsNewWhereThePlatformTellsTheTime() {
        assertEquals(Verdict.NEW, renewed(1, 5).judge(renewed(1, 6)));
        assertEquals(Verdict.REPEATED, renewed(1, 5).judge(renewed(1, 0)), "one of them has no time");
        assertEquals(Verdict.REPEATED, renewed(1, 0).judge(renewed(1, 6)));
    }

    @Test
    void otherWordsOfTheSameSecondAreTheSameMessageChanged() {
        assertEquals(Verdict.CHANGED, renewed(1, 5).judge(renewed(2, 5)));
        assertEquals(Verdict.NEW, renewed(1, 0).judge(renewed(2, 0)), "without a time only the words tell them apart");
    }

    @Test
    void anEventThatNeverComesBackIsKnownByItsIdAlone() {
        assertEquals(Verdict.REPEATED, once(1, 5).judge(once(1, 5)));
        assertEquals(Verdict.CHANGED, once(1, 5).judge(once(1, 6)));
        assertEquals(Verdict.CHANGED, once(1, 5).judge(once(2, 5)));
        assertEquals(Verdict.CHANGED, once(1, 0).judge(once(2, 0)));
    }

    @Property(tries = 300)
    void aLineOfTheStoreKeepsAllOfIt(@ForAll String id, @ForAll int who, @ForAll int what, @ForAll long second,
            @ForAll boolean renewed) {
        EventMark mark = new EventMark(id, who, what, second, renewed);
        assertEquals(mark, EventMark.ofLine(mark.toLine()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10001", "a b c d e", "1 2 3", "99999999999 2 3 true id", "1 2 x true id"})
    void aDamagedLineFitsNothing(String line) {
        assertEquals(new EventMark("", 0, 0, 0, false), EventMark.ofLine(line));
    }

    private static MessageEvent.Builder said(List<Segment> segments) {
        return MessageEvent.in(Chat.group("g", ""), Person.of("ann", "")).messageId("1").time(NOON).segments(segments);
    }

    @Test
    void addressesOfMediaAreNoPartOfWhatIsSaid() {
        EventMark one = EventMark.of(said(List.of(image("https://x/?sig=1"))).build());
        assertEquals(one, EventMark.of(said(List.of(image("https://x/?sig=2"))).build()));
        assertNotEquals(one, EventMark.of(said(List.of(new Segment.AtAll())).build()));
    }

    private static Segment image(String source) {
        return new Segment.Image(Media.reference(source, "", "", -1, Map.of()));
    }

    @Test
    void theOrderOfWordsCounts() {
        Segment a = new Segment.Text("a");
        Segment b = new Segment.Text("b");
        assertNotEquals(EventMark.of(said(List.of(a, b)).build()), EventMark.of(said(List.of(b, a)).build()));
    }

    @Test
    void aMessageWithoutATimeOfThePlatformHasNone() {
        assertEquals(NOON.getEpochSecond(), EventMark.of(said(List.of()).build()).second());
        assertEquals(0, EventMark.of(said(List.of()).receivedAt(NOON).build()).second());
    }

    @Test
    void anEventWithoutChatOrPersonHasAMarkToo() {
        EventMark mark = EventMark.of(new NoticeEvent(EventDetails.named("x").id("n").time(NOON).build()));
        assertEquals("n false", mark.id() + " " + mark.renewed());
        assertNotEquals(mark, EventMark.of(new NoticeEvent(EventDetails.named("y").id("n").time(NOON).build())));
    }

    @Test
    void moneyIsKnownByItsIdAndAmountWheneverItIsReported() {
        EventDetails early = EventDetails.named("payment").id("t").time(NOON).person(Person.of("ann", "")).build();
        EventDetails late = EventDetails.named("payment").id("t").time(NOON.plusSeconds(60)).build();
        assertEquals(EventMark.of(PaymentEvent.of(early, "1.50")), EventMark.of(PaymentEvent.of(late, "1.50")));
        assertEquals(Verdict.CHANGED,
                EventMark.of(PaymentEvent.of(early, "1.50")).judge(EventMark.of(PaymentEvent.of(late, "2.00"))));
    }
}
