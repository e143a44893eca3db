package dev.botyard.runtime.net.http;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.words.Words;
import dev.botyard.api.transport.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/// The answer to an [HttpRequest]. Immutable.
///
/// The server itself sets length, connection and date, `X-Content-Type-Options: nosniff` on everything, and on HTML a content security
/// policy, `Referrer-Policy` and `X-Frame-Options` where the reply has none.
public final class HttpReply {
    private static final String CONTENT_TYPE = "Content-Type";

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final ReplyBody body;
    private final Leash leash;

    private HttpReply(int status, List<Map.Entry<String, String>> headers, ReplyBody body, Leash leash) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.leash = leash;
    }

    private static HttpReply of(int status, ReplyBody body) {
        return new HttpReply(status, List.of(), body, Leash.NONE);
    }

    /// Nothing but a status.
    public static HttpReply empty(int status) {
        return of(status, new ReplyBody.Bytes(new byte[0]));
    }

    /// Bytes of a type; not copied.
    public static HttpReply bytes(int status, String contentType, byte[] content) {
        return of(status, new ReplyBody.Bytes(content)).with(CONTENT_TYPE, contentType);
    }

    /// JSON text.
    public static HttpReply json(int status, String json) {
        return bytes(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /// JSON written from a value.
    public static HttpReply jsonOf(int status, Object value) {
        return bytes(status, "application/json", JsonMapper.shared().writeValueAsBytes(value));
    }

    /// Plain text.
    public static HttpReply text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// A page.
    public static HttpReply html(int status, String html) {
        return bytes(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /// An error in the one shape `{"error":{"code","message"}}`, in the language of who asked.
    public static HttpReply error(int status, String code, String message) {
        return jsonOf(status, new ErrorShape(new ErrorDetail(code, Words.current().say(message))));
    }

    /// Sends the peer elsewhere with 303.
    public static HttpReply redirect(String location) {
        return empty(303).with("Location", location);
    }

    /// A file. Ranges, `If-Range` and `If-None-Match` are honoured; the file is opened before the answer begins, so it may be deleted then.
    public static HttpReply file(String contentType, Path file) {
        return of(200, new ReplyBody.WholeFile(file)).with(CONTENT_TYPE, contentType);
    }

    /// A part of a file that the handler chose, with headers that it sets.
    public static HttpReply filePart(int status, Path file, long offset, long length) {
        return of(status, new ReplyBody.FilePart(file, offset, length));
    }

    /// Bytes that are written while they are sent.
    public static HttpReply stream(int status, String contentType, StreamWriter writer) {
        return of(status, new ReplyBody.Streamed(writer)).with(CONTENT_TYPE, contentType);
    }

    /// Events of `source` whose names `wanted` accepts, until either side closes.
    public static HttpReply events(ServerSentEvents source, Predicate<String> wanted) {
        return events(source, (name, _) -> wanted.test(name));
    }

    /// The same, chosen by name and by what the event is about.
    public static HttpReply events(ServerSentEvents source, BiPredicate<String, Object> wanted) {
        return of(200, new ReplyBody.Events(source, wanted)).with(CONTENT_TYPE, "text/event-stream").with("Cache-Control",
                "no-store");
    }

    /// Completes the WebSocket handshake and lives with the connection until the handler returns. A request that did not ask for a WebSocket
    /// is answered with 426 instead.
    public static HttpReply webSocket(SocketHandler handler) {
        return of(101, new ReplyBody.Socket(handler));
    }

    /// Completes the WebSocket handshake and gives the connection away; it lives until somebody closes it. `owner` is called once on the
    /// request's thread, or never when the peer is gone before.
    public static HttpReply handOver(Consumer<WebSocket> owner) {
        return of(101, new ReplyBody.HandedOver(owner));
    }

    /// The same reply with one more header.
    ///
    /// @throws IllegalArgumentException when name or value could break the message
    public HttpReply with(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HttpReply::isToken)) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new IllegalArgumentException("the value of header " + name + " contains a control character");
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new HttpReply(status, List.copyOf(more), body, leash);
    }

    /// The same reply; a connection that it keeps open ends with `owner` too.
    public HttpReply heldBy(Leash owner) {
        return new HttpReply(status, headers, body, owner);
    }

    HttpReply withStatus(int other) {
        return new HttpReply(other, headers, body, leash);
    }

    /// The same with a tag of its bytes; for a request that names the tag, nothing but that.
    public HttpReply unlessKnown(HttpRequest request) {
        if (!(body instanceof ReplyBody.Bytes(byte[] content))) {
            throw new IllegalStateException("only what is there as a whole has a tag");
        }
        String tag = "\"" + Sha256.hex(content) + "\"";
        boolean known = request.header("If-None-Match").filter(tags -> FileSlice.names(tags, tag)).isPresent();
        return (known ? withoutBody(304) : this).with("ETag", tag);
    }

    HttpReply withoutBody(int other) {
        return new HttpReply(other, headers, new ReplyBody.Bytes(new byte[0]), leash);
    }

    private static boolean isToken(int c) {
        return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }

    public int status() {
        return status;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    Leash leash() {
        return leash;
    }

    ReplyBody body() {
        return body;
    }

    record ErrorShape(ErrorDetail error) {}

    record ErrorDetail(String code, String message) {}

    @Override
    public String toString() {
        return "HTTP " + status + " " + body.getClass().getSimpleName();
    }
}
