package dev.botyard.adapters.common;

import dev.botyard.api.transport.HttpCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A body of `multipart/form-data` (RFC 7578) in memory: values and files, in the order in which they are added. For one thread.
public final class Multipart {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// Random, and so long that no file contains it by chance.
    private final String boundary = "botyard-" + HexFormat.of().formatHex(random());
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(1024);

    private static byte[] random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// Adds a value, as UTF-8.
    public Multipart field(String name, String value) {
        head("name=\"" + quoted(name) + "\"", "");
        return end(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a file.
    ///
    /// @param fileName what the platform shows; sent as UTF-8
    /// @param mimeType `""` for unknown
    public Multipart file(String name, String fileName, String mimeType, byte[] bytes) {
        head("name=\"" + quoted(name) + "\"; filename=\"" + quoted(fileName) + "\"",
                "Content-Type: " + (mimeType.isEmpty() ? "application/octet-stream" : oneLine(mimeType)) + "\r\n");
        return end(bytes);
    }

    private void head(String disposition, String type) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n");
    }

    private Multipart end(byte[] bytes) {
        parts.writeBytes(bytes);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// As browsers quote a name: what would end the header or the quotes is escaped.
    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]", "");
    }

    /// The `Content-Type` that goes with the body.
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /// The body, complete.
    public byte[] body() {
        byte[] last = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream(parts.size() + last.length);
        all.writeBytes(parts.toByteArray());
        all.writeBytes(last);
        return all.toByteArray();
    }

    /// Makes it the body of a call, with its content type.
    public HttpCall.Builder on(HttpCall.Builder call) {
        return call.header("Content-Type", contentType()).body(body());
    }
}
