package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.adapters.qx.wire.Reply;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.api.transport.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Calls to Qianxun, in the dialect that was found. Thread-safe.
final class QxClient {
    private static final Duration USUAL = Duration.ofSeconds(15);

    private final HttpClient http;
    private final QxConfig config;
    private volatile Dialect dialect;

    QxClient(HttpClient http, QxConfig config) {
        this.http = http;
        this.config = config;
        dialect = config.dialect().orElse(null);
    }

    /// The dialect, null while it is not known.
    Dialect dialect() {
        return dialect;
    }

    void speak(Dialect found) {
        dialect = found;
    }

    /// A call that must be done.
    ///
    /// @throws AdapterException when it was not: `REJECTED` with Qianxun's code
    Reply call(Call call, Consumer<JsonGenerator> data) throws InterruptedException {
        return call(call, data, USUAL);
    }

    /// A call that must be done in time.
    Reply call(Call call, Consumer<JsonGenerator> data, Duration timeout) throws InterruptedException {
        Reply reply = ask(spoken(call.word()), call, data, timeout);
        if (!reply.accepted()) {
            throw Refusals.of(call.word(), reply, config);
        }
        return reply;
    }

    /// Any call that must be done, under Qianxun's own name for it.
    Reply call(String type, Consumer<JsonGenerator> data, Duration timeout) throws InterruptedException {
        Dialect spoken = spoken(type);
        Reply reply = ask(spoken, type, type, data, timeout);
        if (!reply.accepted()) {
            throw Refusals.of(type, reply, config);
        }
        return reply;
    }

    private Dialect spoken(String word) {
        Dialect spoken = dialect;
        if (spoken == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    word + ": it is not known yet what Qianxun speaks; nothing was sent");
        }
        return spoken;
    }

    /// A call whose failure is an answer too.
    Reply ask(Dialect spoken, Call call, Consumer<JsonGenerator> data, Duration timeout) throws InterruptedException {
        return ask(spoken, spoken.name(call), call.word(), data, timeout);
    }

    private Reply ask(Dialect spoken, String type, String word, Consumer<JsonGenerator> data, Duration timeout)
            throws InterruptedException {
        byte[] body = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringProperty("type", type);
            out.writeObjectPropertyStart("data");
            data.accept(out);
            out.writeEndObject();
            out.writeEndObject();
        });
        HttpAnswer answer = http
                .send(HttpCall.post(address(spoken)).header("Content-Type", "application/json; charset=utf-8").body(body)
                        .timeout(timeout).build());
        if (!answer.ok()) {
            throw Refusals.of(word, answer);
        }
        return read(word, answer);
    }

    private static Reply read(String word, HttpAnswer answer) {
        try {
            JsonNode json = Json.parse(answer.body());
            if (json.isObject() && json.hasNonNull("code")) {
                return Reply.of(json);
            }
        } catch (JacksonException noJson) {
            // Said below.
        }
        throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                word + " was answered with something that is not Qianxun's; it may have been done all the same")
                .withPlatformCode(Integer.toString(answer.status()));
    }

    private URI address(Dialect spoken) {
        String path = config.url().getRawPath() == null ? "" : config.url().getRawPath();
        String given = config.url().getScheme() + "://" + config.url().getRawAuthority();
        String base = path.length() > 1 ? given + path : given + spoken.path();
        // The hook and the standalone Pro serve one account alone.
        boolean alone = spoken == Dialect.DAEN || path.startsWith("/wechat/");
        String query = alone ? "" : "?wxid=" + Forms.encoded(config.wxid());
        if (spoken == Dialect.PRO && !config.safekey().isEmpty()) {
            query += (query.isEmpty() ? "?" : "&") + "safekey=" + Forms.encoded(config.safekey());
        }
        return URI.create(base + query);
    }
}
