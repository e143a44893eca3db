package dev.botyard.testkit.onebot;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/// An HTTP/1.1 request or answer: start line, headers, body.
///
/// @param start   the start line
/// @param headers by lower-case name
/// @param body    the bytes, empty for none
public record WireMessage(String start, Map<String, String> headers, byte[] body) {

    /// Reads one.
    ///
    /// @throws EOFException when the other side has closed
    public static WireMessage read(InputStream in) throws IOException {
        return read(in, () -> Integer.MAX_VALUE);
    }

    /// Reads one; of a body longer than `longest` only so much.
    ///
    /// @throws EOFException when the other side has closed, or the body is longer
    static WireMessage read(InputStream in, IntSupplier longest) throws IOException {
        String start = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
        }
        return new WireMessage(start, headers, body(in, headers, longest.getAsInt()));
    }

    private static byte[] body(InputStream in, Map<String, String> headers, int longest) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(size));
                if (body.size() > longest) {
                    throw new EOFException("cut off in the middle of a body");
                }
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length > longest) {
            in.readNBytes(longest);
            throw new EOFException("cut off in the middle of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// The value of a header, `""` when it is not there.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// A request's method.
    public String method() {
        return start.split(" ")[0];
    }

    /// A request's path without its query.
    public String path() {
        String target = start.split(" ")[1];
        int query = target.indexOf('?');
        return URLDecoder.decode(query < 0 ? target : target.substring(0, query), StandardCharsets.UTF_8);
    }

    /// A value of a request's query, `""` when it is not there.
    public String query(String name) {
        String target = start.split(" ")[1];
        int query = target.indexOf('?');
        if (query >= 0) {
            for (String pair : target.substring(query + 1).split("&")) {
                if (pair.startsWith(name + "=")) {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    /// Whether a request asks for a WebSocket.
    public boolean upgrade() {
        return header("Upgrade").equalsIgnoreCase("websocket");
    }

    /// The token of a request, from header or query.
    public String token() {
        String authorization = header("Authorization");
        return authorization.isEmpty() ? query("access_token") : authorization.substring(authorization.indexOf(' ') + 1);
    }
}
