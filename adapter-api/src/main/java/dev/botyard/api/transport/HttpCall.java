package dev.botyard.api.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An HTTP request of an adapter. Immutable.
public final class HttpCall {
    /// How large an answer may be when the call does not say: 32 MiB.
    public static final long DEFAULT_MAX_ANSWER_BYTES = 32L << 20;

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;
    private final long maxAnswerBytes;
    private final boolean followRedirects;
    private final @Nullable String shownAs;

    private HttpCall(Builder builder) {
        method = builder.method;
        uri = builder.uri;
        headers = Map.copyOf(builder.headers);
        body = builder.body;
        timeout = builder.timeout;
        maxAnswerBytes = builder.maxAnswerBytes;
        followRedirects = builder.followRedirects;
        shownAs = builder.shownAs;
    }

    /// A GET.
    public static Builder get(URI uri) {
        return new Builder("GET", uri);
    }

    /// A POST; give it a body.
    public static Builder post(URI uri) {
        return new Builder("POST", uri);
    }

    /// Any method.
    public static Builder method(String method, URI uri) {
        return new Builder(method, uri);
    }

    /// The method in capitals.
    public String method() {
        return method;
    }

    /// Where it goes.
    public URI uri() {
        return uri;
    }

    /// The headers.
    public Map<String, String> headers() {
        return headers;
    }

    /// The body; empty for none. Not copied.
    public byte[] body() {
        return body;
    }

    /// From the call to the complete answer. Default 30 s.
    public Duration timeout() {
        return timeout;
    }

    /// The largest answer that is taken.
    public long maxAnswerBytes() {
        return maxAnswerBytes;
    }

    /// Whether up to five redirects are followed. Default false.
    public boolean followRedirects() {
        return followRedirects;
    }

    /// What errors and logs show in the place of the address, where its path holds a secret.
    public Optional<String> shownAs() {
        return Optional.ofNullable(shownAs);
    }

    /// The method and the address without its query, which may hold secrets, or what is shown in its place.
    @Override
    public String toString() {
        return method + " " + (shownAs == null ? uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath() : shownAs);
    }

    /// Builds calls.
    public static final class Builder {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte[] body = new byte[0];
        private Duration timeout = Duration.ofSeconds(30);
        private long maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES;
        private boolean followRedirects;
        private @Nullable String shownAs;

        private Builder(String method, URI uri) {
            this.method = method;
            this.uri = uri;
        }

        /// Adds a header, in the place of one of that name.
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /// A JSON body with its content type.
        public Builder json(String value) {
            headers.putIfAbsent("Content-Type", "application/json");
            return body(value.getBytes(StandardCharsets.UTF_8));
        }

        /// A body; the array is not copied.
        public Builder body(byte[] value) {
            body = value;
            return this;
        }

        /// How long the whole call may take.
        public Builder timeout(Duration value) {
            timeout = value;
            return this;
        }

        /// The largest answer that is taken; a larger one fails the call.
        public Builder maxAnswerBytes(long value) {
            maxAnswerBytes = value;
            return this;
        }

        /// Whether an answer that names another address is followed.
        public Builder followRedirects(boolean value) {
            followRedirects = value;
            return this;
        }

        /// What errors and logs show in the place of the address and of those it redirects to; for addresses whose path holds a token.
        public Builder shownAs(String value) {
            shownAs = value;
            return this;
        }

        /// The call.
        public HttpCall build() {
            return new HttpCall(this);
        }
    }
}
