package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.store.QueuedPushes.Entry;
import dev.botyard.runtime.infra.store.QueuedPushes.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/// A push of the queue, from one state to the next and through the store.
class HeldPushTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);

    private static HeldPush held(SamplePush push) {
        return HeldPush.of(push.order("p-1"), NOW, END);
    }

    private static HeldPush reread(HeldPush push) {
        return HeldPush.read(push.entry(), im -> im);
    }

    private static String state(HeldPush push) {
        Entry entry = push.entry();
        return entry.state() + " " + entry.account() + " " + entry.deduplicates() + " " + entry.attempts() + " " + entry.code()
                + " "
                + entry.reason();
    }

    @Test
    void aPushComesBackFromTheStoreWhole() {
        HeldPush push = held(SamplePush.mixed(Map.of("type", "text", "text", "tea")).to("100", "").titled("Daily").timeoutMs(900)
                .fromChat("qq", "b").option("account_id", "b").option("ttl", 600));
        assertEquals(push, reread(push));
        assertEquals("QUEUED  false 0  ", state(push));
    }

    @Test
    void anAliasThatMeansAnotherImNowIsReadAnew() {
        HeldPush push = held(SamplePush.text("tea").on("tg"));
        assertEquals("telegram", HeldPush.read(push.entry(), im -> "telegram").order().im());
    }

    @Test
    void blanksAroundIdsAreNoPartOfTheTarget() {
        assertEquals(Target.group("100"), reread(held(SamplePush.text("x").to(" 100 ", "5"))).order().target());
        assertEquals(Target.person("5"), reread(held(SamplePush.text("x").to(" ", " 5 "))).order().target());
    }

    @Test
    void whatAnotherVersionWroteIsRefusedAndNotGuessed() {
        for (String text : List.of("{", "[]", "{\"kind\":\"DANCE\"}", "")) {
            Entry entry = new Entry("p-1", "lane", State.QUEUED, "", false, 0, "", "", text, NOW, END, NOW);
            assertThrows(JacksonException.class, () -> HeldPush.read(entry, im -> im), text);
        }
    }

    @Test
    void whoeverIsAskedIsKeptAndCountedBeforeHeIsAsked() {
        HeldPush asking = held(SamplePush.text("x")).asking("a", true).waiting(ReceiptCode.RATE_LIMITED, "slow", NOW).asking("b",
                false);
        assertEquals("SENDING b false 2  ", state(asking));
        assertFalse(asking.doubtful());
    }

    @Test
    void afterAFailureAnybodyMaySendIt() {
        HeldPush waiting = held(SamplePush.text("x")).asking("a", true).waiting(ReceiptCode.RATE_LIMITED, "slow",
                NOW.plusSeconds(9));
        assertEquals("QUEUED  false 1 rate_limited slow", state(waiting));
        assertEquals(NOW.plusSeconds(9), waiting.entry().nextTry());
        assertFalse(waiting.doubtful());
        assertEquals("", reread(waiting).order().options().account());
    }

    @Test
    void whatMayHaveArrivedGoesThroughTheSameAccountOrNobody() {
        HeldPush doubtful = held(SamplePush.text("x").option("failover", "same-im")).asking("a", true).doubtful("cut off", NOW);
        assertTrue(doubtful.doubtful());
        assertEquals("QUEUED a true 1 unknown_outcome cut off", state(doubtful));
        for (HeldPush push : List.of(doubtful, reread(doubtful))) {
            assertEquals("a false", push.order().options().account() + " " + push.order().options().failover());
        }
    }

    @Test
    void whatWasGivenUpKeepsWhyAndWhoWasAsked() {
        assertEquals("FAILED a true 1 expired too late",
                state(held(SamplePush.text("x")).asking("a", true).failed(ReceiptCode.EXPIRED, "too late")));
    }

    @Test
    void sentAgainItHasAsMuchTimeAsItHad() {
        Instant later = NOW.plus(Duration.ofDays(3));
        HeldPush again = held(SamplePush.text("x")).asking("a", true).failed(ReceiptCode.EXPIRED, "too late").again(later);
        assertEquals("QUEUED  true 0  ", state(again));
        assertEquals(later.plusSeconds(600), again.entry().expires());
        assertEquals(later, again.entry().nextTry());
    }

    @Test
    void afterAJumpOfTheClockItsPauseEndsWhenItWouldHave() {
        HeldPush push = held(SamplePush.text("x")).waiting(ReceiptCode.RATE_LIMITED, "slow", NOW.plusSeconds(60));
        HeldPush later = push.later(Duration.ofHours(-2));
        assertEquals(NOW.plusSeconds(60).minus(Duration.ofHours(2)), later.entry().nextTry());
        assertEquals(push, later.later(Duration.ofHours(2)), "nothing else has changed");
    }

    @Test
    void itsMediaAreThoseOfTheRequestAndOfEachItem() {
        assertEquals(List.of("/store/a"), held(SamplePush.of(PushKind.IMAGE, "/store/a")).sources());
        assertEquals(List.of("", "/store/b", ""),
                held(SamplePush.mixed(Map.of("type", "image", "source", "/store/b"), Map.of("type", "text", "text", "x")))
                        .sources());
    }

    @Test
    void anOperatorSeesWhatItIsAndWhereItStands() {
        HeldPush push = held(SamplePush.text("x").to("100", "").option("account_id", "named"));
        QueuedPush seen = QueuedPush.of(push);
        assertEquals("p-1 0 QUEUED queued named qq 100",
                seen.id() + " " + seen.sent() + " " + seen.state() + " " + seen.code() + " "
                        + seen.accountId() + " " + seen.imType() + " " + seen.group());
        assertEquals("daily.py r1 cron", seen.plugin() + " " + seen.run() + " " + seen.trigger());
        QueuedPush failed = QueuedPush.of(push.asking("named", false).failed(ReceiptCode.EXPIRED, "too late"));
        assertEquals("FAILED expired too late 1",
                failed.state() + " " + failed.code() + " " + failed.reason() + " " + failed.attempts());
        assertEquals("queued", QueuedPush.of(push.waiting(ReceiptCode.RATE_LIMITED, "slow", NOW)).code());
    }
}
