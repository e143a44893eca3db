package dev.botyard.runtime.net.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request. Immutable but for a streamed body, which one thread reads once.
public final class HttpRequest {
    private final String method;
    private final RequestTarget target;
    private final Map<String, String> parameters;
    private final HttpHeaders headers;
    private final String remoteAddress;
    private final byte[] body;
    private final InputStream stream;
    private final PagePolicy pages;

    HttpRequest(String method, RequestTarget target, Map<String, String> parameters, HttpHeaders headers, String remoteAddress,
            byte[] body, InputStream stream, PagePolicy pages) {
        this.method = method;
        this.target = target;
        this.parameters = parameters;
        this.headers = headers;
        this.remoteAddress = remoteAddress;
        this.body = body;
        this.stream = stream;
        this.pages = pages;
    }

    /// The same request with its whole body.
    HttpRequest with(byte[] whole) {
        return new HttpRequest(method, target, parameters, headers, remoteAddress, whole, null, pages);
    }

    /// `GET`, `POST`, …
    public String method() {
        return method;
    }

    /// Decoded; free of `..` and control characters.
    public String path() {
        return target.path();
    }

    /// What a `{name}` or `{name*}` of the route's pattern stands for here, decoded.
    ///
    /// @throws IllegalArgumentException when the pattern has no such name
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter {" + name + "}");
        }
        return value;
    }

    /// All parameters of the path.
    public Map<String, String> parameters() {
        return parameters;
    }

    /// The first value of a query parameter, decoded.
    public Optional<String> query(String name) {
        List<String> values = target.query().get(name);
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    /// The query as sent, without its question mark; `""` for none.
    public String rawQuery() {
        int mark = target.raw().indexOf('?');
        return mark < 0 ? "" : target.raw().substring(mark + 1);
    }

    /// All query parameters in their order, decoded.
    public Map<String, List<String>> query() {
        return target.query();
    }

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// All values of a header.
    public List<String> headers(String name) {
        return headers.getAll(name);
    }

    /// All headers in their order.
    public List<Map.Entry<String, String>> headers() {
        return headers.entries();
    }

    /// The first cookie of that name.
    public Optional<String> cookie(String name) {
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : line.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).trim().equals(name)) {
                    String value = pair.substring(equals + 1).trim();
                    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                    return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
                }
            }
        }
        return Optional.empty();
    }

    /// The peer's address without port.
    public String remoteAddress() {
        return remoteAddress;
    }

    /// The whole body, empty for none. Not copied.
    ///
    /// @throws IllegalStateException on a route that streams its body
    public byte[] body() {
        if (stream != null) {
            throw new IllegalStateException("this route streams its body");
        }
        return body;
    }

    /// The body as UTF-8 text.
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /// The fields of a body that is a form, decoded as a query is.
    public Map<String, List<String>> form() {
        return RequestTarget.query(text());
    }

    /// The body as a stream; on a route that streams its body, bytes come as the peer sends them. Reading throws an [HttpProblem] 413 when
    /// there is more than the route allows, and an [java.io.IOException] when the peer is gone.
    public InputStream stream() {
        return stream == null ? new ByteArrayInputStream(body) : stream;
    }

    /// Whether the peer wants to speak WebSocket.
    public boolean wantsWebSocket() {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /// Turns a browser away that speaks for a page of another site, or for a page of a foreign name that leads here.
    ///
    /// @throws HttpProblem 403
    public void refuseForeignPage() {
        pages.checkHost(this);
        pages.checkOrigin(this);
    }

    /// The part of the public address's path that stands before this host's own paths: empty or such as `/bot`.
    public String basePath() {
        return pages.basePath();
    }

    /// The request without a cookie of that name and, if asked, without `Authorization`: for those who must not see an operator's.
    public HttpRequest without(String cookieName, boolean authorization) {
        HttpHeaders fewer = headers.copy();
        List<String> cookies = new ArrayList<>();
        for (String line : headers.getAll(HttpHeaderNames.COOKIE)) {
            for (String pair : line.split(";")) {
                if (!pair.substring(0, Math.max(0, pair.indexOf('='))).trim().equals(cookieName)) {
                    cookies.add(pair.trim());
                }
            }
        }
        fewer.remove(HttpHeaderNames.COOKIE);
        if (!cookies.isEmpty()) {
            fewer.set(HttpHeaderNames.COOKIE, String.join("; ", cookies));
        }
        if (authorization) {
            fewer.remove(HttpHeaderNames.AUTHORIZATION);
        }
        return new HttpRequest(method, target, parameters, fewer, remoteAddress, body, stream, pages);
    }

    /// Whether the browser's side of the request is https, as far as this host can know: a proxy says so, or the public address is.
    public boolean overHttps() {
        return pages.overHttps(this);
    }

    /// The method and the path; the query may hold secrets.
    @Override
    public String toString() {
        return method + " " + target.path();
    }
}
