package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @Test
    void pathAndQueryAreDecodedOnce() {
        RequestTarget target = RequestTarget.parse("/a%20b/%252e%252e/c+d?x=%26&x=2&y&=z");
        assertEquals("/a b/%2e%2e/c+d", target.path());
        assertEquals(List.of("a b", "%2e%2e", "c+d"), target.segments());
        assertEquals(Map.of("x", List.of("&", "2"), "y", List.of(""), "", List.of("z")), target.query());
    }

    @Test
    void anEncodedSlashStaysInItsSegment() {
        assertEquals(List.of("plugins", "sub/hello.py", "run"), RequestTarget.parse("/plugins/sub%2Fhello.py/run").segments());
    }

    @Test
    void wholeAddressesAreCutToTheirPath() {
        assertEquals("/a", RequestTarget.parse("http://host:80/a?b").path());
        assertEquals("/", RequestTarget.parse("http://host").path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "//../x", "/a/./b", "/..", "/a\\..\\b", "/%2E./", "/%5c%2e%2e", "/%c0%ae", "/%", "/%g0",
        "/%1", "/a%0a", "/%7f",
        "/a#b", "ftp://a/b", "/?%"})
    void whatIsNotACleanPathIsRefused(String target) {
        assertEquals(400, assertThrows(HttpProblem.class, () -> RequestTarget.parse(target)).status(), target);
    }
}
