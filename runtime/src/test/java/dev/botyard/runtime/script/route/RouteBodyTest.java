package dev.botyard.runtime.script.route;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.net.http.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies as senders of web hooks write them.
class RouteBodyTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Object value(String type, String text) {
        return RouteBody.of(type, text.getBytes(StandardCharsets.UTF_8)).value();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "{\"a\": 1, \"b\": \"x\"}", "{\"price\":1.10,\"n\":1e3,\"u\":\"\\u4e2d\"}",
        "{\"id\":12345678901234567890.5}", " [1,2]\n", "{\"b\":1,\"a\":2}", "\uFEFF{}"})
    void theTextIsAsItCame(String text) {
        byte[] sent = text.getBytes(StandardCharsets.UTF_8);
        RouteBody body = RouteBody.of("application/json", sent);
        assertEquals(text, body.text());
        assertArrayEquals(sent, body.bytes());
        assertTrue(body.value() instanceof Map || body.value() instanceof List, String.valueOf(body.value()));
    }

    @Test
    void aRepeatedFieldIsAList() {
        assertEquals(Map.of("to", List.of("a", "b"), "x", "1", "empty", "", "bare", ""),
                value(FORM, "to=a&x=1&to=b&empty=&bare&&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/X-WWW-Form-Urlencoded", FORM + ";charset=utf-8", FORM + " ; Charset=\"UTF-8\"",
        FORM + ";charset="})
    void aTypeHasNoCase(String type) {
        assertEquals(Map.of("to", "a b"), value(type, "to=a+b"));
    }

    @Test
    void theCharsetOfTheSenderIsUsedForAll() {
        assertEquals(Map.of("name", "中文"), value(FORM + "; charset=gbk", "name=%D6%D0%CE%C4"));
        assertEquals(Map.of("name", "中文"),
                RouteBody.of(FORM + "; charset=gbk", "name=中文".getBytes(GBK)).value());
        RouteBody json = RouteBody.of("application/json; charset=GB2312", "{\"name\":\"中文\"}".getBytes(GBK));
        assertEquals(Map.of("name", "中文"), json.value());
        assertEquals("{\"name\":\"中文\"}", json.text());
        assertEquals("中文", RouteBody.of("text/plain;charset='gbk'".replace("'", "\""), "中文".getBytes(GBK)).value());
    }

    @Test
    void aCharsetThatNobodyKnowsIsRefusedWithASentence() {
        for (String name : List.of("klingon", "x y", "\"\u00e4\"")) {
            HttpProblem problem = assertThrows(HttpProblem.class, () -> value("text/plain; charset=" + name, "x"));
            assertEquals(415, problem.status());
            assertTrue(problem.getMessage().contains("send the body as UTF-8"), problem.getMessage());
        }
    }

    @Test
    void whatIsNoJsonAndNoFormStaysText() {
        assertEquals("hello", value("", "hello"));
        assertEquals("{broken", value("application/json", "{broken"));
        assertEquals(Map.of(), value("application/json", ""));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean bare) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void packedBodiesAreUnpacked() throws IOException {
        byte[] plain = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(plain, ContentCoding.decode("GZip", gzip(plain)));
        assertArrayEquals(plain, ContentCoding.decode("deflate", deflate(plain, false)));
        assertArrayEquals(plain, ContentCoding.decode("deflate", deflate(plain, true)));
        assertArrayEquals(plain, ContentCoding.decode("identity, deflate, gzip", gzip(deflate(plain, false))));
        assertArrayEquals(plain, ContentCoding.decode("", plain));
    }

    @Test
    void aBodyThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] bomb = gzip(new byte[ContentCoding.LARGEST + 1]);
        assertEquals(413, assertThrows(HttpProblem.class, () -> ContentCoding.decode("gzip", bomb)).status());
        byte[] nested = gzip(bomb);
        assertEquals(413, assertThrows(HttpProblem.class, () -> ContentCoding.decode("gzip, gzip", nested)).status());
        assertEquals(ContentCoding.LARGEST, ContentCoding.decode("gzip", gzip(new byte[ContentCoding.LARGEST])).length);
    }

    @Test
    void otherPackingsAndBrokenOnesAreRefused() {
        assertEquals(415, assertThrows(HttpProblem.class, () -> ContentCoding.decode("br", new byte[3])).status());
        assertEquals(400, assertThrows(HttpProblem.class, () -> ContentCoding.decode("gzip", new byte[]{1, 2})).status());
    }
}
