package dev.botyard.runtime.net.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What two programs could read differently is refused.
class RequestCheckTest {
    private static final HttpVersion HTTP_2 = new HttpVersion("HTTP", 2, 0, true);

    private static DefaultHttpRequest head(HttpVersion version, String method, String... headers) {
        DefaultHttpRequest head = new DefaultHttpRequest(version, HttpMethod.valueOf(method), "/");
        for (int i = 0; i < headers.length; i += 2) {
            head.headers().add(headers[i], headers[i + 1]);
        }
        return head;
    }

    private static DefaultHttpRequest get(String... headers) {
        DefaultHttpRequest head = head(HttpVersion.HTTP_1_1, "GET", headers);
        head.headers().add("Host", "a");
        return head;
    }

    private static String refused(DefaultHttpRequest head) {
        HttpProblem problem = assertThrows(HttpProblem.class, () -> RequestCheck.check(head, HttpLimits.DEFAULT));
        return problem.status() + " " + problem.code();
    }

    private static void taken(DefaultHttpRequest head) {
        assertDoesNotThrow(() -> RequestCheck.check(head, HttpLimits.DEFAULT));
    }

    @Test
    void ordinaryRequestsAreTaken() {
        taken(get());
        taken(get("Content-Length", "0"));
        taken(get("Content-Length", "12"));
        taken(get("Transfer-Encoding", "CHUNKED"));
        taken(get("Expect", "100-Continue"));
        taken(head(HttpVersion.HTTP_1_0, "GET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1x", "1,1", "0x1", "1.0"})
    void aLengthIsOneNumber(String length) {
        assertEquals("400 bad_request", refused(get("Content-Length", length)));
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 1, Content-Length, 1", "Content-Length, 1, Content-Length, 2",
        "Content-Length, 1, Transfer-Encoding, chunked", "Transfer-Encoding, chunked, Transfer-Encoding, chunked"})
    void theEndOfABodyIsToldOnce(String one, String value, String two, String other) {
        assertEquals("400 bad_request", refused(get(one, value, two, other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, chunked", "chunked, gzip", "identity", "xchunked"})
    void noOtherCodingIsTaken(String coding) {
        assertEquals("400 bad_request", refused(get("Transfer-Encoding", coding)));
    }

    @Test
    void aRequestNamesOneHost() {
        assertEquals("400 bad_request", refused(head(HttpVersion.HTTP_1_1, "GET")));
        assertEquals("400 bad_request", refused(get("Host", "a")));
        assertEquals("400 bad_request", refused(head(HttpVersion.HTTP_1_0, "GET", "Host", "a", "Host", "b")));
        assertEquals("400 bad_request", refused(head(HttpVersion.HTTP_1_1, "GET", "Host", "a/b")));
    }

    @Test
    void otherVersionsMethodsAndExpectationsAreNamed() {
        assertEquals("505 http_version_not_supported", refused(head(HTTP_2, "GET", "Host", "a")));
        assertEquals("400 bad_request", refused(head(HttpVersion.HTTP_1_1, "CONNECT", "Host", "a")));
        assertEquals("400 bad_request", refused(head(HttpVersion.HTTP_1_1, "X".repeat(33), "Host", "a")));
        assertEquals("417 expectation_failed", refused(get("Expect", "200-ok")));
    }

    @Test
    void whatCouldNotBeReadHasTheStatusOfItsReason() {
        DefaultHttpRequest broken = get();
        broken.setDecoderResult(DecoderResult.failure(new TooLongHttpLineException("x")));
        assertEquals("414 uri_too_long", refused(broken));
        broken.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException("x")));
        assertEquals("431 headers_too_large", refused(broken));
        broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("x")));
        assertEquals("400 bad_request", refused(broken));
    }

    @Test
    void aBodyFollowsWhereALengthOrChunksAreTold() {
        assertEquals(true, RequestCheck.hasBody(get("Content-Length", "1")));
        assertEquals(true, RequestCheck.hasBody(get("Transfer-Encoding", "chunked")));
        assertEquals(false, RequestCheck.hasBody(get("Content-Length", "0")));
        assertEquals(false, RequestCheck.hasBody(get()));
    }
}
