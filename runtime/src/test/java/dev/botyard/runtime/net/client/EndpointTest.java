package dev.botyard.runtime.net.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where calls go, and what a fetched file is called.
class EndpointTest {

    private static Endpoint of(String uri) {
        return Endpoint.of(URI.create(uri), "http", "https");
    }

    @ParameterizedTest
    @CsvSource({"http://a.example/x, a.example:80, a.example", "HTTPS://A.Example, a.example:443, a.example",
        "http://a.example:443, a.example:443, a.example:443", "https://a.example:80, a.example:80, a.example:80",
        "http://[::1]:8200/, [::1]:8200, [::1]:8200", "http://1.2.3.4?x, 1.2.3.4:80, 1.2.3.4"})
    void anAddressNamesAHostAndAPort(String uri, String shown, String hostHeader) {
        assertEquals(shown, of(uri).toString());
        assertEquals(hostHeader, of(uri).hostHeader());
    }

    @ParameterizedTest
    @CsvSource({"ftp://a.example/, 'must begin with http:// or https://, not ''ftp'''", "a.example/x, 'not ''null'''",
        "mailto:a@b, 'not ''mailto'''", "http:///x, must name a host", "http://user@a.example/, without a user",
        "http://user:pw@a.example/, without a user", "http://a_b/, must name a host", "http://a.example:0/, no valid port",
        "http://a.example:65536/, no valid port"})
    void whatIsNoAddressIsNamed(String uri, String sentence) {
        String message = assertThrows(IllegalArgumentException.class, () -> of(uri)).getMessage();
        assertTrue(message.contains(sentence), message);
        assertFalse(message.contains("pw"), message);
    }

    @ParameterizedTest
    @CsvSource({"http://a, /", "http://a/, /", "http://a?q=1, /?q=1", "http://a/b%20c?d=%2F&e, /b%20c?d=%2F&e",
        "http://a/b#c, /b"})
    void whatIsAskedForGoesAsItIsSpelled(String uri, String target) {
        assertEquals(target, Endpoint.target(URI.create(uri)));
    }

    @Test
    void hostsThatDifferInCaseOnlyAreOne() {
        assertEquals(of("http://A.example/x"), of("http://a.EXAMPLE/y"));
        assertFalse(of("http://a.example").equals(of("https://a.example:80")));
    }

    private static String name(String uri, String... disposition) {
        return Downloads.name(URI.create(uri),
                disposition.length == 0 ? Map.of() : Map.of("content-disposition", List.of(disposition)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"attachment; filename=\"a b.png\" | a b.png",
        "attachment; filename=plain.png; x=y | plain.png",
        "attachment; FILENAME = \"A.png\" | A.png", "attachment; filename=\"x.png\"; filename*=UTF-8''%E8%8C%B6+1.png | 茶+1.png",
        "attachment; filename*=utf-8''a%2Fb.png | b.png", "attachment; filename=\"../../etc/passwd\" | passwd",
        "attachment; filename=\"..\\\\..\\\\boot.ini\" | boot.ini", "attachment; filename=\"a:b*c?.png\" | a_b_c_.png",
        "attachment; filename=\"..\" | from-path.bin", "attachment; filename=\"\" | from-path.bin",
        "attachment; filename*=UTF-8''%ZZ | from-path.bin", "inline | from-path.bin", "'' | from-path.bin"})
    void aFileIsCalledAsTheAnswerSaysOrAsItsAddress(String disposition, String name) {
        assertEquals(name, name("http://a/dir/from-path.bin?x=/y", disposition));
    }

    @Test
    void aFileAlwaysHasANameThatIsNotTooLong() {
        assertEquals("file", name("http://a/"));
        assertEquals("file", name("http://a"));
        assertEquals("file", name("http://a/.."));
        String longName = name("http://a/" + "x".repeat(500) + ".png");
        assertEquals(200, longName.length());
        assertTrue(longName.endsWith(".png"), longName);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "[::1], 0:0:0:0:0:0:0:1"})
    void numbersNeedNoNameServer(String host, String address) throws Exception {
        try (Names names = new Names(Ticker.system())) {
            assertEquals(List.of(InetAddress.getByName(address)), names.resolve(host, System.nanoTime()));
        }
    }

    @Test
    void aNameIsResolvedOrSaidToBeUnknown() throws Exception {
        try (Names names = new Names(Ticker.system())) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            assertTrue(names.resolve("localhost", deadline).stream().allMatch(InetAddress::isLoopbackAddress));
            String message = assertThrows(UnknownHostException.class, () -> names.resolve("no..such..name", deadline))
                    .getMessage();
            assertEquals("the name no..such..name is unknown", message);
            names.close();
            assertEquals("too many names are being resolved",
                    assertThrows(UnknownHostException.class, () -> names.resolve("localhost", deadline)).getMessage());
        }
    }
}
