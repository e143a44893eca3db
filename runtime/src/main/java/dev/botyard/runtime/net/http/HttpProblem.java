package dev.botyard.runtime.net.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/// Ends a request with an error in the one shape `{"error":{"code","message"}}`. Carries no stack trace: it says what the peer did wrong.
@NullMarked
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public HttpProblem(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// Never null: it is made with one.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    static HttpProblem badRequest(String message) {
        return new HttpProblem(400, "bad_request", message);
    }

    static HttpProblem tooLarge(long bound) {
        return new HttpProblem(413, "body_too_large", "the body is larger than " + bound + " bytes");
    }

    /// The same problem in other words.
    public HttpProblem saying(String message) {
        HttpProblem same = new HttpProblem(status, code, message);
        same.headers.putAll(headers);
        return same;
    }

    HttpProblem with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The answer.
    public HttpReply reply() {
        HttpReply reply = HttpReply.error(status, code, getMessage());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}
