package dev.botyard.runtime.net.client;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import dev.botyard.runtime.infra.proxy.Proxy;
import dev.botyard.runtime.net.client.ResponseFeed.Item;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Sends calls over pooled connections and knows for each failure whether the request was written. Thread-safe.
final class HttpCaller implements HttpClient, StreamedCalls {
    private static final int MAX_REDIRECTS = 5;
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private final HttpPool pool;

    HttpCaller(HttpPool pool) {
        this.pool = pool;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws InterruptedException {
        Whole whole = new Whole();
        send(call, whole);
        return new HttpAnswer(whole.status, whole.headers, whole.bytes.toByteArray());
    }

    private static final class Whole implements BodySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int status;
        private Map<String, List<String>> headers = Map.of();

        @Override
        public void head(int newStatus, Map<String, List<String>> newHeaders) {
            status = newStatus;
            headers = newHeaders;
        }

        @Override
        public boolean bytes(byte[] chunk) {
            bytes.writeBytes(chunk);
            return true;
        }
    }

    /// Sends and gives the answer's body away as it arrives.
    void send(HttpCall call, BodySink sink) throws InterruptedException {
        send(call, call.timeout(), sink);
    }

    @Override
    public void send(HttpCall call, Duration silence, BodySink sink) throws InterruptedException {
        long deadline = pool.ticker().in(call.timeout());
        Step step = new Step(call, silence, call.method().toUpperCase(Locale.ROOT), call.uri(), call.headers(), call.body());
        for (int redirects = 0;; redirects++) {
            Step next = step.send(sink, deadline);
            if (next == null) {
                return;
            }
            if (redirects == MAX_REDIRECTS) {
                throw new AdapterException(ErrorKind.REJECTED, call + " was redirected more than " + MAX_REDIRECTS + " times");
            }
            step = next;
        }
    }

    /// One request of a call.
    private final class Step {
        private final HttpCall call;
        private final Duration silence;
        private final String method;
        private final URI uri;
        private final Map<String, String> headers;
        private final byte[] body;
        private final Endpoint endpoint;
        private boolean written;
        private boolean answered;

        private Step(HttpCall call, Duration silence, String method, URI uri, Map<String, String> headers, byte[] body) {
            this.call = call;
            this.silence = silence;
            this.method = method;
            this.uri = uri;
            this.headers = headers;
            this.body = body;
            endpoint = endpoint();
        }

        /// For messages: the address as the call wants it shown, and the place alone where it was redirected to, since that address may hold
        /// the same secret.
        private String shown() {
            return call.shownAs().map(text -> uri.equals(call.uri()) ? text : text + ", redirected to " + endpoint + ",")
                    .orElse(endpoint + uri.getRawPath());
        }

        private Endpoint endpoint() {
            try {
                return Endpoint.of(uri, "http", "https");
            } catch (IllegalArgumentException e) {
                throw new AdapterException(ErrorKind.REJECTED, "nothing was sent: " + e.getMessage(), e);
            }
        }

        /// @return where to go next, or null when the sink has the answer
        private Step send(BodySink sink, long deadline) throws InterruptedException {
            boolean safe = REPEATABLE.contains(method);
            boolean mayReuse = true;
            while (true) {
                HttpPool.Connection connection = connect(safe, mayReuse, deadline);
                try {
                    return exchange(connection, sink, deadline);
                } catch (IOException e) {
                    connection.close();
                    if (!safe || connection.fresh() || answered || pool.closed()) {
                        throw failure(e);
                    }
                    // The server closed the idle connection under our hands; this method may be repeated, on a new connection.
                    mayReuse = false;
                    written = false;
                } catch (InterruptedException | RuntimeException e) {
                    connection.close();
                    throw e;
                }
            }
        }

        private HttpPool.Connection connect(boolean safe, boolean mayReuse, long deadline) throws InterruptedException {
            if (pool.closed()) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "nothing was sent: the account is stopping");
            }
            try {
                return pool.take(endpoint, safe, mayReuse, deadline);
            } catch (ForbiddenAddressException e) {
                throw new AdapterException(ErrorKind.MEDIA, "nothing was sent: " + e.getMessage(), e);
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private AdapterException failure(IOException cause) {
            String what = method + " " + shown();
            return written
                    ? new AdapterException(ErrorKind.UNKNOWN_OUTCOME, what + " was sent, but: " + cause.getMessage(), cause)
                    : new AdapterException(ErrorKind.COMMUNICATION, what + " was not sent: " + cause.getMessage(), cause);
        }

        private Step exchange(HttpPool.Connection connection, BodySink sink, long deadline)
                throws IOException, InterruptedException {
            FullHttpRequest request = request(connection.route());
            connection.feed().expect();
            written = true;
            connection.channel().writeAndFlush(request).addListener(future -> {
                if (!future.isSuccess()) {
                    connection.feed()
                            .fail(new IOException("it could not be written: " + future.cause().getMessage(), future.cause()));
                }
            });
            Step redirect = null;
            long received = 0;
            while (true) {
                long quiet = pool.ticker().in(silence);
                boolean first = quiet - deadline < 0;
                switch (connection.feed().take(connection.channel(), first ? quiet : deadline)) {
                    case null -> throw new IOException(first
                            ? "nothing came for " + silence.toMillis() + " ms"
                            : "no complete answer within " + call.timeout().toMillis() + " ms");
                    case Item.Failure failure -> throw failure.cause();
                    case Item.Head head -> {
                        answered = true;
                        refusedByProxy(connection.route(), head);
                        redirect = call.followRedirects() ? redirect(head) : null;
                        if (redirect == null) {
                            sink.head(head.status(), head.headers());
                        }
                    }
                    case Item.Chunk chunk -> {
                        received += chunk.bytes().length;
                        if (received > call.maxAnswerBytes()) {
                            throw new AdapterException(ErrorKind.MEDIA,
                                    "the answer to " + method + " " + shown() + " is larger than " + call.maxAnswerBytes()
                                            + " bytes");
                        }
                        if (redirect == null && !sink.bytes(chunk.bytes())) {
                            connection.close();
                            return null;
                        }
                    }
                    case Item.End end -> {
                        if (end.reusable()) {
                            pool.giveBack(connection);
                        } else {
                            connection.close();
                        }
                        return redirect;
                    }
                }
            }
        }

        /// What went no further than to the proxy was not sent. Tinyproxy refuses a login with 401, which is the server's word elsewhere.
        private void refusedByProxy(ConnectionRoute route, Item.Head head) throws IOException {
            Proxy proxy = route.proxy();
            if (proxy == null || !route.forwarded()) {
                return;
            }
            boolean own = head.status() == 401
                    && head.headers().getOrDefault("server", List.of("")).getFirst().toLowerCase(Locale.ROOT).contains("proxy");
            if (own || head.status() == 407) {
                written = false;
                throw new IOException("the proxy " + proxy + " " + ConnectHandshake.loginRefused(proxy, "" + head.status()));
            }
        }

        private FullHttpRequest request(ConnectionRoute route) {
            String target = (route.forwarded() ? "http://" + endpoint.hostHeader() : "") + Endpoint.target(uri);
            FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target,
                    Unpooled.wrappedBuffer(body));
            headers.forEach((name, value) -> request.headers().set(name, value));
            request.headers().set(HttpHeaderNames.HOST, endpoint.hostHeader()).remove(HttpHeaderNames.TRANSFER_ENCODING)
                    .remove(HttpHeaderNames.CONTENT_LENGTH);
            if (route.forwarded() && route.proxy().hasLogin()) {
                request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, ConnectHandshake.login(route.proxy()));
            }
            if (body.length > 0 || !REPEATABLE.contains(method)) {
                request.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            }
            if (!request.headers().contains(HttpHeaderNames.USER_AGENT)) {
                request.headers().set(HttpHeaderNames.USER_AGENT, "Botyard");
            }
            if (!request.headers().contains(HttpHeaderNames.ACCEPT)) {
                request.headers().set(HttpHeaderNames.ACCEPT, "*/*");
            }
            return request;
        }

        private Step redirect(Item.Head head) {
            List<String> locations = head.headers().getOrDefault("location", List.of());
            int status = head.status();
            boolean keeps = status == 307 || status == 308;
            if (locations.isEmpty() || !keeps && status != 301 && status != 302 && status != 303) {
                return null;
            }
            URI target;
            try {
                target = uri.resolve(locations.getFirst());
            } catch (IllegalArgumentException _) {
                // Without the cause, which quotes the address.
                throw new AdapterException(ErrorKind.REJECTED, shown() + " redirects to something that is not an address");
            }
            boolean becomesGet = !keeps && !method.equals("HEAD") && !method.equals("GET");
            Map<String, String> kept = new HashMap<>(headers);
            if (becomesGet) {
                kept.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"));
            }
            Step next = new Step(call, silence, becomesGet ? "GET" : method, target, kept, becomesGet ? new byte[0] : body);
            if (!next.endpoint.equals(endpoint)) {
                kept.keySet().removeIf(name -> CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)));
            }
            return next;
        }
    }
}
