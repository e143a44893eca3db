package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which pages may do what in a person's browser.
class PagePolicyTest {
    private final HostPolicy onLoopback = policy("127.0.0.1");
    private final HostPolicy open = policy("0.0.0.0");
    private Optional<URI> publicAddress = Optional.empty();
    private final PagePolicy pages = new PagePolicy(onLoopback, new OriginPolicy(Set.of("https://Friend.example")),
            () -> publicAddress);

    private static HostPolicy policy(String bound) {
        try {
            return new HostPolicy(InetAddress.getByName(bound), bound, Set.of("Bots.Example"));
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:8200", "10.0.0.7:80", "[::1]", "[::1]:8200", "localhost:8200", "LOCALHOST",
        "a.localhost", "bots.example", "BOTS.example:443", "public.example:8443"})
    void addressesAndOwnNamesAreAnswered(String host) {
        assertTrue(onLoopback.accepts(host, "Public.Example"), host);
        assertTrue(open.accepts(host, "Public.Example"), host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evillocalhost", "bots.example.",
        "xbots.example", "0x7f.1", "1.2.3.4.com", "[::1].evil.example"})
    void namesThatSomebodyElseMayHaveAreNot(String host) {
        assertFalse(onLoopback.accepts(host, ""), host);
        assertEquals(host.equals("evillocalhost"), open.accepts(host, ""), host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas", "nas:8200", "nas.local", "nas.lan", "a.b.internal", "printer.home.arpa", "botyard.corp"})
    void namesOfTheOwnNetworkAreAnsweredWhereThePortIsOpenToIt(String host) {
        assertTrue(open.accepts(host, ""), host);
        assertFalse(onLoopback.accepts(host, ""), host);
    }

    @ParameterizedTest
    @CsvSource({"a.example, true", "a.example:80, true", "[::1]:80, true", "a.example:, true", "[::1, true", "'', false",
        "a b, false", "a/b, false", "user@a, false", "a\\b, false", "a?x, false", "a#x, false", "'a,b', false", "<a>, false",
        "a:80x, false", ":80, false", "é, false", "'a\u0001', false", "'a\"b', false"})
    void aHostHeaderIsANameWithAnOptionalPort(String header, boolean wellFormed) {
        assertEquals(wellFormed, HostPolicy.wellFormed(header), header);
    }

    @Test
    void aForeignNameIsRefusedWithWhatToWrite() {
        HttpRequest request = PlayedRequest.get("/").header("Host", "evil.example:8200").request();
        HttpProblem problem = assertThrows(HttpProblem.class, () -> pages.checkHost(request));
        assertEquals("403 host_not_allowed", problem.status() + " " + problem.code());
        assertTrue(problem.getMessage().contains("'public_url: https://evil.example'"), problem::getMessage);
        assertDoesNotThrow(() -> pages.checkHost(PlayedRequest.get("/").request()), "HTTP/1.0 names no host");
    }

    private static HttpRequest post(String header, String value) {
        return PlayedRequest.of("POST", "/x").header("Host", "127.0.0.1:8200").header(header, value).request();
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://127.0.0.1:8200", "Origin, HTTP://127.0.0.1:8200", "Origin, https://friend.example",
        "Origin, https://FRIEND.example", "Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "X-Else, x"})
    void ownPagesFriendsAndProgramsMayDoIt(String header, String value) {
        assertDoesNotThrow(() -> pages.checkOrigin(post(header, value)));
    }

    @ParameterizedTest
    @CsvSource({"Origin, null", "Origin, http://127.0.0.1", "Origin, http://127.0.0.1:8201", "Origin, http://evil.example",
        "Origin, http://friend.example", "Origin, https://friend.example.evil.example", "Origin, ftp://127.0.0.1:8200",
        "Origin, file://", "Origin, ://127.0.0.1:8200", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site"})
    void otherPagesMayNot(String header, String value) {
        HttpProblem problem = assertThrows(HttpProblem.class, () -> pages.checkOrigin(post(header, value)));
        assertEquals("403 origin_not_allowed", problem.status() + " " + problem.code());
    }

    @Test
    void whatOnlyReadsMayBeAskedByAnyPageButNotAWebSocket() {
        assertDoesNotThrow(() -> pages.checkOrigin(PlayedRequest.get("/").header("Origin", "http://evil.example").request()));
        HttpRequest socket = PlayedRequest.get("/").header("Origin", "http://evil.example")
                .header("Connection", "keep-alive, Upgrade")
                .header("Upgrade", "WebSocket").request();
        assertThrows(HttpProblem.class, () -> pages.checkOrigin(socket));
    }

    @ParameterizedTest
    @CsvSource({"https://bot.example/base, https://bot.example, true", "https://bot.example, http://bot.example, false",
        "http://bot.example:81, http://bot.example:81, true", "http://bot.example:81, http://bot.example, false",
        "HTTPS://Bot.Example, https://bot.example, true", "https://bot.example:443, https://bot.example, true"})
    void pagesOfThePublicAddressAreOwnPagesWhateverNameAProxyPassesOn(String address, String origin, boolean own) {
        publicAddress = Optional.of(URI.create(address));
        if (own) {
            assertDoesNotThrow(() -> pages.checkOrigin(post("Origin", origin)));
        } else {
            assertThrows(HttpProblem.class, () -> pages.checkOrigin(post("Origin", origin)));
        }
    }

    @ParameterizedTest
    @CsvSource({"https://bot.example, Host, bot.example, true", "HTTPS://bot.example, Host, Bot.Example:443, true",
        "http://bot.example, Host, bot.example, false", "https://bot.example, Host, 127.0.0.1:8200, false",
        "https://bot.example, X-Forwarded-Proto, http, false", "http://bot.example, X-Forwarded-Proto, 'https, http', true",
        "http://bot.example, Origin, https://bot.example, true", "https://bot.example, Origin, http://bot.example, false",
        "https://bot.example, Referer, https://bot.example/x?y, true",
        "https://bot.example, Referer, https://elsewhere.example/, false"})
    void whatTheBrowserUsesIsGuessedFromWhatItSaysThenFromTheProxyThenFromTheAddress(String address, String header, String value,
            boolean https) {
        publicAddress = Optional.of(URI.create(address));
        assertEquals(https, pages.overHttps(PlayedRequest.get("/").header(header, value).request()));
    }

    @ParameterizedTest
    @CsvSource({"https://bot.example, ''", "https://bot.example/, ''", "https://bot.example/a/b, /a/b"})
    void theBasePathIsThatOfThePublicAddress(String address, String base) {
        publicAddress = Optional.of(URI.create(address));
        assertEquals(base, pages.basePath());
        publicAddress = Optional.empty();
        assertEquals("", pages.basePath());
    }
}
