package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Events that Slack posts, signed. Called on the host's threads, several at once.
final class SlackEvents {
    private static final String SIGNATURE = "X-Slack-Signature";
    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    private static final long OLDEST_SECONDS = 300;

    private final String secret;
    private final Clock clock;
    private final SlackInbound.Taker taker;

    SlackEvents(String secret, Clock clock, SlackInbound.Taker taker) {
        this.secret = secret;
        this.clock = clock;
        this.taker = taker;
    }

    /// Whose a request is shows only in its path: all that could tell apps apart stands in the body.
    static Admission admission() {
        return Admission.of(request -> request.header(SIGNATURE).isPresent()
                ? Decision.ADMIT_UNPROVEN
                : Decision.refuse(401, "Slack's signature is missing"));
    }

    /// 200 once the host has the event; 503 asks Slack to send it again.
    RouteAnswer handle(RouteRequest request) throws InterruptedException {
        String stamp = request.header(TIMESTAMP).orElse("");
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (!fresh(stamp) || !Signatures.same(signature(stamp, body), request.header(SIGNATURE).orElse(""))) {
            return RouteAnswer.text(401, "the signature does not fit the body, or is too old; compare signing_secret with Slack");
        }
        if (request.header("Content-Type").orElse("").startsWith(Forms.TYPE)) {
            return form(body);
        }
        try {
            JsonNode payload = Json.parse(body);
            return Json.text(payload, "type").equals("url_verification")
                    ? RouteAnswer.text(200, Json.text(payload, "challenge"))
                    : answer(taker.take("events_api", payload));
        } catch (JacksonException nonsense) {
            return RouteAnswer.text(400, "not JSON");
        }
    }

    private boolean fresh(String stamp) {
        return stamp.matches("\\d{1,12}") && Math.abs(clock.instant().getEpochSecond() - Long.parseLong(stamp)) <= OLDEST_SECONDS;
    }

    private String signature(String stamp, String body) {
        return "v0=" + Signatures.hex(Signatures.hmacSha256(secret, "v0:" + stamp + ":" + body));
    }

    /// Buttons come as JSON in a field, commands as fields.
    private RouteAnswer form(String body) throws InterruptedException {
        Map<String, String> fields = Forms.read(body);
        try {
            JsonNode payload = Json.parse(fields.getOrDefault("payload", Json.object(
                    out -> fields.forEach(out::writeStringProperty))));
            return answer(taker.take(fields.containsKey("payload") ? "interactive" : "slash_commands", payload));
        } catch (JacksonException nonsense) {
            return RouteAnswer.text(400, "not JSON");
        }
    }

    private static RouteAnswer answer(boolean taken) {
        return RouteAnswer.status(taken ? 200 : 503);
    }
}
