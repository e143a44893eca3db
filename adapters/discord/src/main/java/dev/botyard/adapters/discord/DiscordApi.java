package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Multipart;
import dev.botyard.adapters.common.RateBuckets;
import dev.botyard.adapters.common.RateBuckets.Route;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Discord's REST calls, each blocking for the answer, within what Discord's rate limits allow. Thread-safe.
final class DiscordApi {
    /// For calls that are no sends.
    static final Duration USUAL = Duration.ofSeconds(10);
    /// Discord's edge turns away who names no such agent.
    private static final String AGENT = "DiscordBot (https://botyard.dev, 0.1.0)";
    private static final int CALLS_PER_SECOND = 50;
    private static final Pattern ID = Pattern.compile("\\d{1,20}");
    private static final Pattern IDS = Pattern.compile("/\\d+|(?<=/reactions)/[^/]+");
    /// By these Discord counts; other ids in a path share the bucket.
    private static final Pattern SUBJECT = Pattern.compile("/(?:channels|guilds)/(\\d+)");

    private final AdapterContext context;
    private final RateBuckets buckets;
    private final String base;
    private final String authorization;
    private volatile Consumer<AdapterException> refused = _ -> {};

    DiscordApi(AdapterContext context) {
        this.context = context;
        buckets = new RateBuckets(context.clock(), CALLS_PER_SECOND);
        base = context.config().text("api_url").replaceFirst("/+$", "");
        authorization = "Bot " + token();
    }

    /// As the portal shows it, whatever was copied along.
    String token() {
        return context.config().text("token").strip().replaceFirst("^Bot\\s+", "");
    }

    /// Who hears that the token is not accepted any more.
    void whenRefused(Consumer<AdapterException> listener) {
        refused = listener;
    }

    /// An id as a part of a path.
    ///
    /// @throws AdapterException `UNREACHABLE_TARGET` when Discord cannot have such a one
    static String id(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                    "'" + id + "' is no " + what + " of Discord, whose ids are numbers");
        }
        return id;
    }

    JsonNode get(String path, Duration timeout) throws InterruptedException {
        return call(HttpCall.get(URI.create(base + path)), path, timeout);
    }

    /// A call with a body, empty for none.
    JsonNode call(String method, String path, Map<String, ?> body, Duration timeout) throws InterruptedException {
        HttpCall.Builder call = HttpCall.method(method, URI.create(base + path));
        return call(body.isEmpty() ? call : call.json(Json.write(out -> out.writePOJO(body))), path, timeout);
    }

    JsonNode post(String path, Multipart form, Duration timeout) throws InterruptedException {
        return call(form.on(HttpCall.post(URI.create(base + path))), path, timeout);
    }

    private JsonNode call(HttpCall.Builder call, String path, Duration timeout) throws InterruptedException {
        long begin = System.nanoTime();
        String method = call.build().method();
        Matcher subject = SUBJECT.matcher(path);
        String bare = path.replaceFirst("\\?.*", "");
        Route route = new Route(method + IDS.matcher(bare).replaceAll("/:id"), subject.lookingAt() ? subject.group(1) : "");
        buckets.pass(route, timeout);
        Duration left = timeout.minusNanos(System.nanoTime() - begin);
        if (!left.isPositive()) {
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    method + " " + bare + " was not sent: there was no time left for it");
        }
        HttpAnswer answer = context.http()
                .send(call.header("Authorization", authorization).header("User-Agent", AGENT).timeout(left).build());
        buckets.learn(route, answer);
        if (answer.status() == 429) {
            Refusals.wait(answer).ifPresent(wait -> limited(route, answer, wait));
        }
        return read(method + " " + bare, answer);
    }

    private void limited(Route route, HttpAnswer answer, Duration wait) {
        if (Refusals.global(answer)) {
            buckets.closeAll(wait);
        } else {
            buckets.close(route, wait);
        }
    }

    private JsonNode read(String what, HttpAnswer answer) {
        if (!answer.ok()) {
            AdapterException failure = Refusals.of(what, answer);
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                refused.accept(failure);
            }
            throw failure;
        }
        try {
            return answer.body().length == 0 ? MissingNode.getInstance() : Json.parse(answer.body());
        } catch (JacksonException broken) {
            throw new AdapterException(ErrorKind.UNKNOWN_OUTCOME,
                    what + " was answered with something that is no JSON; it may have been done all the same", broken);
        }
    }

    /// Tells Discord that a pressed button was seen, without which the person reads that the interaction failed. The token in the path stands
    /// for the right to answer.
    void acknowledge(String interaction, String token, Duration timeout) throws InterruptedException {
        String begin = "/interactions/" + id("interaction", interaction) + "/";
        HttpAnswer answer = context.http().send(HttpCall.post(URI.create(base + begin + token + "/callback"))
                .shownAs(base + begin + "…/callback").header("User-Agent", AGENT).json("{\"type\":6}").timeout(timeout).build());
        if (!answer.ok()) {
            throw Refusals.of("POST " + begin + "…/callback", answer);
        }
    }
}
