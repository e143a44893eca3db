package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.net.netty.WebSocketLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Requests and replies, as handlers see them.
class HttpRequestTest {

    @Test
    void theFirstValueOfAQueryCountsAndAllAreThere() {
        HttpRequest request = PlayedRequest.get("/p%20q?a=1&b=%E8%8C%B6&a=2&c&=x").request();
        assertEquals("/p q", request.path());
        assertEquals(Optional.of("1"), request.query("a"));
        assertEquals(Optional.of("茶"), request.query("b"));
        assertEquals(Optional.of(""), request.query("c"));
        assertEquals(Optional.empty(), request.query("d"));
        assertEquals(List.of("1", "2"), request.query().get("a"));
        assertEquals("a=1&b=%E8%8C%B6&a=2&c&=x", request.rawQuery());
        assertEquals("", PlayedRequest.get("/x").request().rawQuery());
    }

    @Test
    void headersAreFoundWhateverTheirCase() {
        HttpRequest request = PlayedRequest.get("/").header("X-Self-ID", "1").header("x-self-id", "2").request();
        assertEquals(Optional.of("1"), request.header("X-SELF-ID"));
        assertEquals(List.of("1", "2"), request.headers("x-Self-Id"));
        assertEquals(Optional.empty(), request.header("X-Other"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a=1 | 1", "b=2; a=1 | 1", "a=1; a=2 | 1", "a=\"quoted\" | quoted", "a=x=y | x=y",
        "a= | ''", "a=\" | \"", "aa=1 |", "A=1 |", "a |", "=1 |", "; ;; |", "x=a=1 |"})
    void aCookieIsFoundByItsName(String header, String value) {
        assertEquals(Optional.ofNullable(value), PlayedRequest.get("/").header("Cookie", header).request().cookie("a"));
    }

    @Test
    void aParameterThatTheRouteDoesNotHaveIsAMistakeOfItsProgrammer() {
        HttpRequest request = PlayedRequest.get("/x").parameter("id", "7").request();
        assertEquals("7", request.parameter("id"));
        assertThrows(IllegalArgumentException.class, () -> request.parameter("name"));
        assertEquals(Map.of("id", "7"), request.parameters());
    }

    @Test
    void aBodyIsBytesTextOrAStream() throws IOException {
        HttpRequest request = PlayedRequest.of("POST", "/x").body("茶").request();
        assertEquals("茶", request.text());
        assertArrayEquals("茶".getBytes(StandardCharsets.UTF_8), request.stream().readAllBytes());
        assertEquals("", PlayedRequest.get("/x").request().text());
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, websocket, true", "'keep-alive, upgrade', WebSocket, true", "keep-alive, websocket, false",
        "Upgrade, h2c, false"})
    void aWebSocketIsAskedForInTwoHeaders(String connection, String upgrade, boolean wanted) {
        assertEquals(wanted, PlayedRequest.get("/").header("Connection", connection).header("Upgrade", upgrade).request()
                .wantsWebSocket());
    }

    @Test
    void aCookieIsTakenOutOfAllHeadersAndTheOthersStay() {
        HttpRequest request = PlayedRequest.get("/x").header("Cookie", "a=1; s=secret").header("Cookie", "s=again; b=2;c")
                .header("Authorization", "Bearer t").request();
        HttpRequest fewer = request.without("s", false);
        assertEquals(List.of("a=1; b=2; c"), fewer.headers("Cookie"));
        assertEquals(Optional.of("Bearer t"), fewer.header("Authorization"));
        assertEquals(Optional.empty(), request.without("s", true).header("Authorization"));
        assertEquals(Optional.of("secret"), request.cookie("s"), "the request itself stays as it was");
        assertEquals(List.of(), PlayedRequest.get("/").header("Cookie", "s=1").request().without("s", false).headers("Cookie"));
    }

    @Test
    void theQueryIsNotShownBecauseItMayHoldSecrets() {
        assertEquals("GET /x", PlayedRequest.get("/x?access_token=secret").request().toString());
    }

    private static Map<String, String> headers(HttpReply reply) {
        return reply.headers().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String body(HttpReply reply) {
        return new String(((ReplyBody.Bytes) reply.body()).content(), StandardCharsets.UTF_8);
    }

    @Test
    void anErrorHasOneShapeWhateverItSays() {
        HttpReply reply = HttpReply.error(418, "tea_pot", "no \"coffee\"\n");
        assertEquals("{\"error\":{\"code\":\"tea_pot\",\"message\":\"no \\\"coffee\\\"\\n\"}}", body(reply));
        assertEquals("418 application/json", reply.status() + " " + headers(reply).get("Content-Type"));
    }

    @Test
    void aProblemKeepsItsHeadersInOtherWords() {
        HttpProblem problem = new HttpProblem(405, "method_not_allowed", "no").with("Allow", "GET");
        HttpReply said = problem.saying("not here").reply();
        assertEquals("not here", JsonMapper.shared().readTree(body(said)).at("/error/message").stringValue());
        assertEquals("405 GET", said.status() + " " + headers(said).get("Allow"));
        assertEquals(0, problem.getStackTrace().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\n", "é", "(a)", "a\u007f"})
    void whatIsNoHeaderNameIsRefused(String name) {
        HttpReply reply = HttpReply.empty(200);
        assertThrows(IllegalArgumentException.class, () -> reply.with(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\u007f", "\u001b"})
    void aValueThatCouldBeginAnotherHeaderIsRefused(String value) {
        HttpReply reply = HttpReply.empty(200);
        assertThrows(IllegalArgumentException.class, () -> reply.with("X", value));
        assertEquals("a\tb", headers(reply.with("X", "a\tb")).get("X"));
    }

    @Test
    void aReplyWithAHeaderLeavesTheOneWithout() {
        HttpReply plain = HttpReply.text(200, "x");
        HttpReply more = plain.with("X", "1");
        assertNull(headers(plain).get("X"));
        assertEquals("1", headers(more).get("X"));
        assertEquals("303 /login",
                HttpReply.redirect("/login").status() + " " + headers(HttpReply.redirect("/login")).get("Location"));
        assertEquals("HTTP 200 Bytes", more.toString());
    }

    @Test
    void secretsAreComparedWholeAndAnEmptyOneEqualsNothing() {
        assertTrue(Tokens.equal("secret", "secret"));
        assertFalse(Tokens.equal("secret", "secre") || Tokens.equal("secret", "Secret") || Tokens.equal("secret", ""));
        assertFalse(Tokens.equal("", ""));
    }

    @Test
    void aRouteHasItsOwnBoundOrThatOfWhoAsks() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxBodyBytes(1_000).withBodies(100, 10_000);
        Route route = Route.post("/x", _ -> HttpReply.empty(200));
        assertEquals(List.of(1_000L, 100L), List.of(route.bound(limits, true), route.bound(limits, false)));
        Route own = route.maxBodyBytes(5);
        assertEquals(List.of(5L, 5L), List.of(own.bound(limits, true), own.bound(limits, false)));
        assertEquals(50, route.bound(limits.withMaxBodyBytes(50), false));
        assertEquals("POST /x", route.toString());
        assertEquals("GET|PUT /x", Route.of(Set.of("put", "get"), "/x", _ -> null).toString());
    }

    @Test
    void aLimitIsChangedWithoutTouchingTheOthers() {
        HttpLimits changed = HttpLimits.DEFAULT.withMaxBodyBytes(1).withBodies(2, 3)
                .withTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7))
                .withMaxConnections(8).withWebSocket(WebSocketLimits.DEFAULT.withInboxBytes(9));
        assertEquals(new HttpLimits(HttpLimits.DEFAULT.maxRequestLine(), HttpLimits.DEFAULT.maxHeaderBytes(), 1, 2, 3,
                Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7), 8,
                WebSocketLimits.DEFAULT.withInboxBytes(9)), changed);
    }
}
