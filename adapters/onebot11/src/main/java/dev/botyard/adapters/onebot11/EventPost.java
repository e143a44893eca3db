package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Events that come as HTTP POST. Called on the host's threads, several at once.
final class EventPost {
    private static final RouteAnswer TAKEN = RouteAnswer.status(204);

    private EventPost() {}

    static Admission admission(OneBotConfig config) {
        Admission admission = config.selfId().isEmpty()
                ? Admission.of(request -> Gate.decideEvent(config, request))
                : Admission.keyedBy("X-Self-ID", config.selfId(), request -> Gate.decideEvent(config, request));
        return admission.anybody(config.accessToken().isEmpty() && config.secret().isEmpty());
    }

    /// 204 once the host has taken the event; 503 asks the implementation to send it again.
    static RouteAnswer handle(OneBotConfig config, Session session, RouteRequest request) throws InterruptedException {
        if (!request.method().equals("POST")) {
            return RouteAnswer.text(405, "events come as POST");
        }
        if (!Gate.signatureHolds(config, request)) {
            return RouteAnswer.text(403, "X-Signature does not fit the body; compare the secret on both sides");
        }
        try {
            JsonNode event = Json.parse(request.body());
            if (!event.has("post_type")) {
                return RouteAnswer.text(400, "not an event: post_type is missing");
            }
            return session.deliver(event) ? TAKEN : RouteAnswer.status(503);
        } catch (JacksonException broken) {
            return RouteAnswer.text(400, "not JSON");
        }
    }
}
