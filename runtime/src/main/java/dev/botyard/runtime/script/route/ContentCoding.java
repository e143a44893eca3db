package dev.botyard.runtime.script.route;

import dev.botyard.runtime.net.http.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Unpacks what a sender has packed for the way: `gzip` and `deflate`.
final class ContentCoding {
    /// A few kilobytes can unpack to gigabytes; nothing that calls a bot is this large.
    static final int LARGEST = 16 << 20;

    private static final int ZLIB_METHOD = 8;

    private ContentCoding() {}

    /// @param header the `Content-Encoding`, in the order of packing
    /// @throws HttpProblem 415 for another coding, 413 for too much, 400 for what is not what it says
    static byte[] decode(String header, byte[] body) {
        List<String> codings = Arrays.stream(header.split(",")).map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity")).toList();
        byte[] decoded = body;
        for (String coding : body.length == 0 ? List.<String>of() : codings.reversed()) {
            decoded = unpack(coding, decoded);
        }
        return decoded;
    }

    private static byte[] unpack(String coding, byte[] packed) {
        try (InputStream in = stream(coding, packed)) {
            byte[] plain = in.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new HttpProblem(413, "too_large",
                        "the body unpacks to more than " + (LARGEST >> 20) + " MiB; send it in parts, or not packed");
            }
            return plain;
        } catch (IOException e) {
            throw new HttpProblem(400, "invalid_request", "the body is not " + coding + ", as its Content-Encoding says");
        }
    }

    private static InputStream stream(String coding, byte[] packed) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(packed);
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            // Some senders leave out the zlib frame that the standard asks for.
            case "deflate" -> new InflaterInputStream(in, new Inflater(!framed(packed)));
            default -> throw new HttpProblem(415, "unsupported_encoding",
                    "the Content-Encoding '" + coding + "' is not known here; send the body as gzip, deflate or not packed");
        };
    }

    private static boolean framed(byte[] packed) {
        return packed.length > 1 && (packed[0] & 0x0F) == ZLIB_METHOD
                && ((packed[0] & 0xFF) << 8 | packed[1] & 0xFF) % 31 == 0;
    }
}
