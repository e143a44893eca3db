package dev.botyard.runtime.script.route;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.net.http.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
    private static final byte[] TEA = "tea 签到".getBytes(StandardCharsets.UTF_8);

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] plain, Packer packer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = packer.around(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        return packed(plain, GZIPOutputStream::new);
    }

    private static byte[] deflate(byte[] plain, boolean framed) throws IOException {
        return packed(plain, out -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, !framed)));
    }

    private static String refusal(String header, byte[] body) {
        HttpProblem problem = assertThrows(HttpProblem.class, () -> ContentCoding.decode(header, body));
        return problem.status() + " " + problem.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", " , ", "Identity, identity"})
    void whatIsNotPackedStaysAsItIs(String header) {
        assertArrayEquals(TEA, ContentCoding.decode(header, TEA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", " gzip ", "identity, gzip"})
    void gzipIsUnpacked(String header) throws IOException {
        assertArrayEquals(TEA, ContentCoding.decode(header, gzip(TEA)));
    }

    @Test
    void deflateIsUnpackedWithAndWithoutItsFrame() throws IOException {
        assertArrayEquals(TEA, ContentCoding.decode("deflate", deflate(TEA, true)));
        assertArrayEquals(TEA, ContentCoding.decode("deflate", deflate(TEA, false)));
    }

    @Test
    void whatWasPackedTwiceIsUnpackedInTheOtherOrder() throws IOException {
        assertArrayEquals(TEA, ContentCoding.decode("deflate, gzip", gzip(deflate(TEA, true))));
        assertEquals(400, Integer.parseInt(refusal("gzip, deflate", gzip(deflate(TEA, true))).substring(0, 3)));
    }

    @Test
    void nothingIsNothingHoweverItIsPacked() {
        assertArrayEquals(new byte[0], ContentCoding.decode("gzip", new byte[0]));
        assertArrayEquals(new byte[0], ContentCoding.decode("br", new byte[0]));
    }

    @Test
    void anUnknownWayIsNamedWithThoseThatAreKnown() {
        assertEquals("415 the Content-Encoding 'br' is not known here; send the body as gzip, deflate or not packed",
                refusal("br", TEA));
    }

    @Test
    void whatIsNotWhatItSaysIsRefused() throws IOException {
        assertEquals("400 the body is not gzip, as its Content-Encoding says", refusal("gzip", TEA));
        byte[] whole = gzip(TEA);
        assertEquals("400 the body is not gzip, as its Content-Encoding says",
                refusal("gzip", java.util.Arrays.copyOf(whole, whole.length / 2)));
        assertEquals("400 the body is not deflate, as its Content-Encoding says", refusal("deflate", TEA));
    }

    @Test
    void aFewBytesCannotFillTheMemory() throws IOException {
        byte[] bomb = gzip(new byte[ContentCoding.LARGEST + 1]);
        assertEquals("413 the body unpacks to more than 16 MiB; send it in parts, or not packed", refusal("gzip", bomb));
        assertEquals(ContentCoding.LARGEST, ContentCoding.decode("gzip", gzip(new byte[ContentCoding.LARGEST])).length);
    }
}
