package dev.botyard.runtime.net.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What must be right about a request before anybody looks at its path.
final class RequestCheck {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}");

    private RequestCheck() {}

    static void check(io.netty.handler.codec.http.HttpRequest head, HttpLimits limits) {
        if (head.decoderResult().isFailure()) {
            throw unreadable(head.decoderResult().cause(), limits);
        }
        version(head.protocolVersion());
        if (!METHOD.matcher(head.method().name()).matches() || head.method().name().equals("CONNECT")) {
            throw HttpProblem.badRequest("the method is not supported");
        }
        host(head.headers().getAll(HttpHeaderNames.HOST), head.protocolVersion());
        length(head.headers());
        String expectation = head.headers().get(HttpHeaderNames.EXPECT);
        if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
            throw new HttpProblem(417, "expectation_failed", "only 'Expect: 100-continue' is supported");
        }
    }

    static HttpProblem unreadable(Throwable cause, HttpLimits limits) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                new HttpProblem(414, "uri_too_long", "the request line is longer than " + limits.maxRequestLine()
                        + " bytes");
            case TooLongHttpHeaderException _ ->
                new HttpProblem(431, "headers_too_large", "the headers are larger than " + limits.maxHeaderBytes()
                        + " bytes");
            default -> HttpProblem.badRequest("this is not a well-formed HTTP/1.1 request");
        };
    }

    private static void version(HttpVersion version) {
        if (!version.protocolName().equals("HTTP") || version.majorVersion() != 1 || version.minorVersion() > 1) {
            throw new HttpProblem(505, "http_version_not_supported", "this port speaks HTTP/1.1");
        }
    }

    private static void host(List<String> values, HttpVersion version) {
        if (values.isEmpty() && version.minorVersion() == 0) {
            return;
        }
        if (values.size() != 1) {
            throw HttpProblem.badRequest("a request needs exactly one Host header");
        }
        if (!HostPolicy.wellFormed(values.getFirst())) {
            throw HttpProblem.badRequest("the Host header is not a host name");
        }
    }

    private static void length(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!codings.isEmpty() && (!lengths.isEmpty() || codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked"))) {
            throw HttpProblem.badRequest("the only supported transfer coding is 'chunked', without Content-Length");
        }
        boolean digits = lengths.isEmpty() || lengths.getFirst().chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Set.copyOf(lengths).size() > 1 || lengths.size() > 1) {
            throw HttpProblem.badRequest("the Content-Length is not one number");
        }
    }

    /// Whether a body follows the headers.
    static boolean hasBody(io.netty.handler.codec.http.HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    }
}
