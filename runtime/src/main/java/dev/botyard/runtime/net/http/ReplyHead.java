package dev.botyard.runtime.net.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/// Turns the status and headers of a reply into Netty's, with what the server adds.
final class ReplyHead {
    private static final String POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private ReplyHead() {}

    /// A whole answer of bytes.
    static FullHttpResponse complete(HttpCore core, HttpReply reply, boolean close) {
        return complete(core, reply, close, true);
    }

    /// A whole answer of bytes.
    ///
    /// @param withBody false for HEAD
    static FullHttpResponse complete(HttpCore core, HttpReply reply, boolean close, boolean withBody) {
        byte[] content = ((ReplyBody.Bytes) reply.body()).content();
        boolean bodiless = reply.status() == 204 || reply.status() == 304 || reply.status() < 200;
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()),
                withBody && !bodiless ? Unpooled.wrappedBuffer(content) : Unpooled.EMPTY_BUFFER);
        fill(core, reply, response.headers(), close);
        if (!bodiless) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(content.length));
        }
        return response;
    }

    /// Only the head; the caller adds the length.
    static HttpResponse head(HttpCore core, HttpReply reply, boolean close) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        fill(core, reply, response.headers(), close);
        return response;
    }

    private static void fill(HttpCore core, HttpReply reply, HttpHeaders headers, boolean close) {
        for (Map.Entry<String, String> header : reply.headers()) {
            headers.add(header.getKey(), header.getValue());
        }
        headers.remove(HttpHeaderNames.CONTENT_LENGTH).remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(HttpHeaderNames.CONNECTION);
        headers.set(HttpHeaderNames.DATE, core.date());
        if (reply.status() != 101) {
            headers.set(HttpHeaderNames.CONNECTION, close ? "close" : "keep-alive");
            setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        }
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (type != null && type.startsWith("text/html")) {
            setIfAbsent(headers, "Content-Security-Policy", POLICY);
            setIfAbsent(headers, "Referrer-Policy", "no-referrer");
            setIfAbsent(headers, "X-Frame-Options", "DENY");
        }
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
