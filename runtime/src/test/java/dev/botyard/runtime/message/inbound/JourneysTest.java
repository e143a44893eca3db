package dev.botyard.runtime.message.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.PaymentEvent;
import dev.botyard.runtime.message.inbound.Journey.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What is kept of the way of a message.
class JourneysTest {
    private final Waiters waiters = new Waiters();
    private final Journeys journeys = new Journeys(3);
    private final List<Journey> put = new ArrayList<>();
    private final InboundPipeline pipeline = new InboundPipeline(waiters, journeys).serve(new EventHandler() {
        @Override
        public void message(InboundMessage message, EventMark mark, Journey journey) {
            put.add(journey);
        }

        @Override
        public void event(String im, String account, EventDetails details, EventMark mark) {}

        @Override
        public void payment(String im, String account, PaymentEvent payment, EventMark mark) {}
    });

    private static MessageEvent.Builder said(String id, String text) {
        return MessageEvent.in(Chat.group("700", "Tea"), Person.of("ann", "Ann")).messageId(id).text(text)
                .time(Instant.parse("2026-05-01T12:00:00Z"));
    }

    private void hear(MessageEvent.Builder message) {
        pipeline.accept("qq", "a", message.build());
    }

    private List<String> shown() {
        return journeys.newest(0, 100, _ -> true).stream()
                .map(one -> one.number() + " " + one.text() + " " + one.stage()).toList();
    }

    @Test
    void newestFirstAndTheOldestGo() {
        for (String word : List.of("one", "two", "three", "four")) {
            hear(said(word, word));
        }
        assertEquals(List.of("4 four PLUGINS", "3 three PLUGINS", "2 two PLUGINS"), shown());
        assertEquals(Optional.empty(), journeys.find(1));
        assertSame(put.getLast(), journeys.find(4).orElseThrow());
        assertEquals(List.of(3L), journeys.newest(4, 1, _ -> true).stream().map(Journey::number).toList());
        assertEquals(List.of(2L), journeys.newest(0, 9, one -> one.text().equals("two")).stream().map(Journey::number).toList());
    }

    @Test
    void whatIsLeftOutIsKeptWithItsReason() {
        hear(said("1", "tea"));
        hear(said("1", "tea"));
        hear(said("1", "milk"));
        assertEquals(List.of("3 milk CHANGED", "2 tea DUPLICATE", "1 tea PLUGINS"),
                journeys.newest(0, 9, _ -> true).stream().map(one -> one.number() + " " + one.text() + " " + one.stage())
                        .toList());
    }

    @Test
    void whoWaitedIsNamed() throws Exception {
        Waiters.Owner run = new Waiters.Owner() {
            @Override
            public boolean over() {
                return false;
            }

            @Override
            public String id() {
                return "r-7";
            }
        };
        CompletableFuture<Optional<InboundMessage>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return waiters.await(run, InboundMessage.chatKey("qq", "a", true, "700"), "ann", Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        dev.botyard.runtime.Patience.await("somebody waits").until(() -> waiters.size() == 1);
        hear(said("1", "yes"));
        assertEquals("yes", answer.get().orElseThrow().text());
        assertEquals(List.of(), put);
        assertEquals("WAITER r-7", journeys.find(1).map(one -> one.stage() + " " + one.waiter()).orElseThrow());
    }

    @Test
    void whatIsHeldGoesOnUnderItsNumber() {
        waiters.early().asked("run", InboundMessage.chatKey("qq", "a", true, "700"), "ann");
        hear(said("1", "quick"));
        assertEquals(Stage.HELD, journeys.find(1).orElseThrow().stage());
        waiters.early().over("run");
        assertEquals(List.of("1 quick PLUGINS"), shown());
    }

    @Test
    void theAccountsOwnWordsAndAHostThatKeepsNothing() {
        hear(said("1", "mine").own(true));
        assertEquals(List.of(), shown());
        Journeys none = new Journeys(0);
        new InboundPipeline(waiters, none).accept("qq", "a", said("2", "tea").build());
        assertEquals(List.of(), none.newest(0, 9, _ -> true));
        assertEquals(Optional.empty(), none.find(1));
    }

    @Test
    void longTextsAreCut() {
        hear(said("1", "x".repeat(Journey.LONGEST_TEXT + 1)));
        Journey kept = journeys.find(1).orElseThrow();
        assertEquals(Journey.LONGEST_TEXT + " of " + (Journey.LONGEST_TEXT + 1), kept.text().length() + " of " + kept.length());
    }
}
