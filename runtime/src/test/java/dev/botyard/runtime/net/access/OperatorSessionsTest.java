package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSessionsTest {
    private static final byte[] KEY = new byte[32];

    private final KeptSessions shelf = new KeptSessions();
    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private String token = "the admin token";
    private Runnable meanwhile = () -> {};
    private OperatorSessions sessions;

    @BeforeEach
    void start() {
        sessions = new OperatorSessions(KEY, () -> token, () -> {
            meanwhile.run();
            return now;
        }, shelf);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static String id(String shown) {
        return shown.substring(0, shown.indexOf('.'));
    }

    @Test
    void whoWasLetInIsKnownByWhatHeWasGiven() {
        String shown = sessions.open("Firefox");
        OperatorSession session = sessions.find(shown).orElseThrow();
        assertEquals(new OperatorSession(id(shown), now, now, now.plus(OperatorSessions.LIFE), "Firefox"), session);
        assertTrue(sessions.lives(shown));
        assertTrue(shown.matches("[A-Za-z0-9_-]{12}\\.[A-Za-z0-9_-]{32}"), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "ID", "ID.", ".SECRET", "ID.SECRETx", "ID.secret", "IDx.SECRET", "ID.ID", "ID..SECRET"})
    void nothingElseIsKnown(String pattern) {
        String shown = sessions.open("Firefox");
        String tried = pattern.replace("SECRET", shown.substring(shown.indexOf('.') + 1)).replace("ID", id(shown));
        assertTrue(sessions.find(tried).isEmpty());
        assertFalse(sessions.lives(tried));
        assertTrue(sessions.lives(shown), "trying does not end it");
    }

    @Test
    void aSessionOfOneBrowserDoesNotOpenThatOfAnother() {
        String one = sessions.open("one");
        String two = sessions.open("two");
        assertTrue(sessions.find(id(one) + two.substring(two.indexOf('.'))).isEmpty());
        assertEquals("two", sessions.find(two).orElseThrow().agent());
    }

    @Test
    void itEndsAtItsAgeAndIsForgotten() {
        String shown = sessions.open("Firefox");
        pass(OperatorSessions.LIFE.minusMillis(1));
        assertTrue(sessions.lives(shown));
        pass(Duration.ofMillis(1));
        assertFalse(sessions.lives(shown));
        assertTrue(sessions.find(shown).isEmpty());
        assertEquals(List.of(), shelf.all());
    }

    @Test
    void anotherTokenEndsAllAndTheOldOneBringsThemBackForNobodyWhoWasSeenMeanwhile() {
        String seen = sessions.open("seen");
        token = "another token";
        assertFalse(sessions.lives(seen));
        assertTrue(sessions.find(seen).isEmpty());
        assertEquals(List.of(), sessions.all());
        token = "the admin token";
        assertFalse(sessions.lives(seen));
    }

    @Test
    void anotherKeyEndsThemToo() {
        String shown = sessions.open("Firefox");
        byte[] key = new byte[32];
        key[0] = 1;
        assertTrue(new OperatorSessions(key, () -> token, () -> now, shelf).find(shown).isEmpty());
    }

    @Test
    void theNextHostKnowsThem() {
        String shown = sessions.open("Firefox");
        start();
        assertEquals("Firefox", sessions.find(shown).orElseThrow().agent());
    }

    @Test
    void whoIsSeenIsWrittenDownOnceAMinute() {
        String shown = sessions.open("Firefox");
        pass(Duration.ofSeconds(59));
        sessions.find(shown);
        assertEquals(1, shelf.writes());
        pass(Duration.ofSeconds(1));
        sessions.find(shown);
        sessions.find(shown);
        assertEquals(2, shelf.writes());
        assertEquals(now, sessions.all().getFirst().seen());
        assertEquals(now.minusSeconds(60), sessions.all().getFirst().since());
    }

    @Test
    void whoIsOnlyLookedAtIsNotSeen() {
        String shown = sessions.open("Firefox");
        pass(Duration.ofHours(1));
        assertTrue(sessions.lives(shown));
        assertEquals(now.minus(Duration.ofHours(1)), sessions.all().getFirst().seen());
    }

    @Test
    void oneThatIsEndedIsOverAlsoForTheNextHost() {
        String shown = sessions.open("Firefox");
        assertTrue(sessions.end(id(shown)));
        assertFalse(sessions.end(id(shown)));
        assertTrue(sessions.find(shown).isEmpty());
        start();
        assertTrue(sessions.find(shown).isEmpty());
    }

    /// A request of a browser may be on its way while its operator ends the session.
    @Test
    void oneThatIsEndedWhileItIsSeenStaysEnded() {
        String shown = sessions.open("Firefox");
        pass(Duration.ofMinutes(2));
        meanwhile = () -> {
            meanwhile = () -> {};
            sessions.end(id(shown));
        };
        sessions.find(shown);
        assertFalse(sessions.lives(shown));
        assertEquals(List.of(), shelf.all());
    }

    @Test
    void theLatestStandsFirst() {
        sessions.open("first");
        pass(Duration.ofSeconds(1));
        sessions.open("second");
        assertEquals(List.of("second", "first"), sessions.all().stream().map(OperatorSession::agent).toList());
    }

    @Test
    void manyBrowsersPushOutWhoWasNotSeenForLongest() {
        String used = sessions.open("used");
        pass(Duration.ofMinutes(1));
        String unused = sessions.open("unused");
        pass(Duration.ofMinutes(2));
        sessions.find(used);
        for (int i = 0; i < 999; i++) {
            sessions.open("more");
        }
        assertTrue(sessions.lives(used));
        assertFalse(sessions.lives(unused));
        assertEquals(1_000, shelf.all().size());
    }

    @Test
    void whatABrowserCallsItselfIsBounded() {
        String shown = sessions.open("x".repeat(10_000));
        assertEquals(200, sessions.find(shown).orElseThrow().agent().length());
    }

    @Test
    void nothingOfTheSecretIsKept() {
        String shown = sessions.open("Firefox");
        String kept = shelf.all().toString() + shelf.all().getFirst().proof() + shelf.all().getFirst().mark();
        assertFalse(kept.contains(shown.substring(shown.indexOf('.') + 1)) || kept.contains(token), kept);
        assertEquals("Kept[" + id(shown) + "]", shelf.all().getFirst().toString());
    }
}
