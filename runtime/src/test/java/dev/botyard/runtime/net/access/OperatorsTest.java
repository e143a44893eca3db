package dev.botyard.runtime.net.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.TestTicker;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.net.http.PlayedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
    private String token = "the-admin-token";
    private final Operators operators = new Operators(new byte[32], () -> token, new TestTicker(Instant.EPOCH));
    private final AtomicInteger cuts = new AtomicInteger();

    private static HttpRequest request(String header, String value) {
        return PlayedRequest.get("/x").header(header, value).request();
    }

    private HttpRequest withSession() {
        return request("Cookie", Operators.COOKIE + "=" + operators.open(request("User-Agent", "Firefox")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-admin-token", "bearer the-admin-token", "BEARER   the-admin-token "})
    void theTokenIsKnownAsBearer(String value) {
        assertTrue(operators.showsToken(request("Authorization", value)));
        assertTrue(operators.knows(request("Authorization", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer the-admin-toke", "Bearer the-admin-token2", "the-admin-token",
        "Basic the-admin-token", "Bearer THE-ADMIN-TOKEN"})
    void nothingElseIsTheToken(String value) {
        assertFalse(operators.knows(request("Authorization", value)));
    }

    @Test
    void anEmptyTokenLetsNobodyIn() {
        token = "";
        assertFalse(operators.knows(request("Authorization", "Bearer ")));
        assertFalse(operators.knowsOnPlatformRoute(PlayedRequest.get("/x?access_token=").request()));
    }

    @Test
    void aTokenInTheAddressCountsOnlyWherePlatformsConnect() {
        HttpRequest address = PlayedRequest.get("/x?access_token=the-admin-token").request();
        assertFalse(operators.knows(address));
        assertTrue(operators.knowsOnPlatformRoute(address));
        assertFalse(operators.knowsOnPlatformRoute(PlayedRequest.get("/x?access_token=other").request()));
    }

    @Test
    void aBrowserIsKnownByItsCookie() {
        HttpRequest browser = withSession();
        assertTrue(operators.hasSession(browser) && operators.knows(browser));
        assertFalse(operators.showsToken(browser));
        assertEquals("Firefox", operators.session(browser).orElseThrow().agent());
        assertFalse(operators.hasSession(request("Cookie", Operators.COOKIE + "=x.y")));
    }

    @Test
    void othersDoNotSeeWhatLetsAnOperatorIn() {
        HttpRequest seen = operators.hideFrom(PlayedRequest.get("/x").header("Authorization", "Bearer the-admin-token")
                .header("Cookie", "a=1; " + Operators.COOKIE + "=id.secret; b=2").request());
        assertEquals(Optional.empty(), seen.header("Authorization"));
        assertEquals(Optional.of("a=1; b=2"), seen.header("Cookie"));
        HttpRequest own = operators.hideFrom(request("Authorization", "Bearer of somebody else"));
        assertEquals(Optional.of("Bearer of somebody else"), own.header("Authorization"));
    }

    @Test
    void aTicketWorksOnceAndLookingDoesNotUseItUp() {
        String ticket = operators.ticket();
        assertTrue(operators.works(ticket));
        assertTrue(operators.works(ticket), "looking leaves it as it was");
        assertTrue(operators.redeem(ticket));
        assertFalse(operators.works(ticket) || operators.redeem(ticket));
        assertFalse(operators.works("") || operators.redeem("never made"));
        assertNotEquals(operators.ticket(), operators.ticket());
    }

    @Test
    void ticketsDoNotGrowWithoutEnd() {
        String first = operators.ticket();
        for (int i = 0; i < 1_000; i++) {
            operators.ticket();
        }
        assertFalse(operators.works(first));
        assertTrue(operators.works(operators.ticket()));
    }

    @Test
    void whatASessionHoldsOpenEndsWithIt() {
        HttpRequest browser = withSession();
        operators.leash(browser).hold(cuts::incrementAndGet);
        operators.endStale();
        assertEquals(0, cuts.get());
        assertTrue(operators.end(operators.sessions().getFirst().id()));
        assertEquals(1, cuts.get());
        operators.endStale();
        assertEquals(1, cuts.get());
        assertFalse(operators.end("unknown"));
    }

    @Test
    void whatATokenHoldsOpenEndsWithTheNextToken() {
        operators.leash(request("Authorization", "Bearer the-admin-token")).hold(cuts::incrementAndGet);
        operators.leash(PlayedRequest.get("/x?access_token=the-admin-token").request()).hold(cuts::incrementAndGet);
        operators.leash(withSession()).hold(cuts::incrementAndGet);
        token = "another-token";
        operators.endStale();
        assertEquals(3, cuts.get());
        assertEquals(List.of(), operators.sessions());
    }

    @Test
    void whatIsLetGoIsNotCut() {
        Runnable letGo = operators.leash(withSession()).hold(cuts::incrementAndGet);
        letGo.run();
        letGo.run();
        token = "another-token";
        operators.endStale();
        assertEquals(0, cuts.get());
    }

    /// A login may end between a request and the moment in which its connection is held.
    @Test
    void whatIsHeldTooLateIsCutAtOnce() {
        HttpRequest browser = withSession();
        operators.end(operators.sessions().getFirst().id());
        operators.leash(browser).hold(cuts::incrementAndGet);
        assertEquals(1, cuts.get());
    }
}
