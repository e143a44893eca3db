package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.words.Words;
import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.json.Arguments;
import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.net.http.HttpProblem;
import dev.botyard.runtime.net.http.HttpReply;
import dev.botyard.runtime.net.http.HttpRequest;
import dev.botyard.runtime.message.outbound.Dispatcher;
import dev.botyard.runtime.message.outbound.Origin;
import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.message.outbound.PushException;
import dev.botyard.runtime.message.outbound.PushKind;
import dev.botyard.runtime.message.outbound.PushReceipt;
import dev.botyard.runtime.message.outbound.PushRecord;
import dev.botyard.runtime.message.outbound.PushRequest;
import dev.botyard.runtime.message.outbound.TextForm;
import dev.botyard.runtime.infra.store.Idempotency;
import dev.botyard.runtime.infra.store.Idempotency.Claim;
import dev.botyard.runtime.infra.store.PushLog;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /push` and `POST /push/explain`.
///
/// A push that reached the dispatcher answers 200 with its receipt, sent or not; an invalid one 400. With `Idempotency-Key` a repeated
/// request gets the first answer and sends nothing; for a queued push it gets what has become of it.
public final class PushResource implements AdminApi.Resource {
    private static final String STAND_IN = "…";
    private static final String REASON = "reason";

    private final Dispatcher dispatcher;
    private final Idempotency idempotency;
    private final PushLog log;
    private final InstantSource clock;
    private final Path folder;

    /// @param folder where relative media sources start
    public PushResource(Dispatcher dispatcher, Idempotency idempotency, PushLog log, InstantSource clock,
            Path folder) {
        this.dispatcher = dispatcher;
        this.idempotency = idempotency;
        this.log = log;
        this.clock = clock;
        this.folder = folder;
    }

    @Override
    public void register(AdminApi api) {
        api.post("/push", this::push);
        api.post("/push/explain", this::explain);
    }

    private HttpReply explain(HttpRequest request) {
        try {
            return AdminApi.json(200, dispatcher.explain(read(request, true)));
        } catch (PushException e) {
            throw new HttpProblem(400, e.code().label(), e.getMessage());
        }
    }

    private HttpReply push(HttpRequest request) throws InterruptedException {
        Optional<String> key = request.header("Idempotency-Key").map(String::strip).filter(text -> !text.isEmpty());
        PushRequest push = read(request, false);
        if (key.isEmpty()) {
            return HttpReply.json(200, Shown.text(send(push, ""), Words.current()));
        }
        if (key.get().length() > 200) {
            throw new HttpProblem(400, "invalid_request", "the Idempotency-Key is longer than 200 characters");
        }
        Claim claim = idempotency.claim(key.get(), fingerprint(request), clock.instant());
        return switch (claim.state()) {
            case NEW -> kept(remember(key.get(), push));
            case DONE ->
                replayed(Json.MAPPER.readTree(claim.response()).path("code").stringValue("").equals(ReceiptCode.QUEUED.label())
                        ? outcome(key.get()).orElse(claim.response())
                        : claim.response());
            case RUNNING ->
                HttpReply.error(409, "in_progress", "a push with this Idempotency-Key is being sent; ask again in a moment");
            case OTHER_REQUEST -> HttpReply.error(422, "key_reused", "this Idempotency-Key was used for a different push");
            case INTERRUPTED -> outcome(key.get()).map(PushResource::replayed).orElseGet(() -> HttpReply.error(409,
                    ReceiptCode.UNKNOWN_OUTCOME.label(),
                    "the host stopped while a push with this Idempotency-Key was being sent; it may have been delivered and is not sent again"));
        };
    }

    private static HttpReply replayed(String answer) {
        return kept(answer).with("Idempotency-Replayed", "true");
    }

    /// What is kept for later questions speaks English.
    private static HttpReply kept(String answer) {
        if (Words.current().english()) {
            return HttpReply.json(200, answer);
        }
        JsonNode tree = Json.MAPPER.readTree(answer);
        say(tree);
        tree.path("rejected").forEach(PushResource::say);
        return HttpReply.jsonOf(200, tree);
    }

    private static void say(JsonNode told) {
        if (told instanceof ObjectNode object && object.path(REASON).isString()) {
            object.put(REASON, Words.current().say(object.path(REASON).stringValue()));
        }
    }

    /// What has become of the queued push with this key, empty when there is none.
    private Optional<String> outcome(String key) {
        String id = queueId(key);
        return dispatcher.queue().find(id).map(Shown::text)
                .or(() -> log.newest(id).map(PushRecord::of).map(Shown::text));
    }

    /// Queued pushes with a key are found by it, also by a host that did not take them.
    private static String queueId(String key) {
        return "k-" + Sha256.hex(key).substring(0, 32);
    }

    private String remember(String key, PushRequest push) throws InterruptedException {
        Optional<String> waiting = dispatcher.queue().find(queueId(key)).map(Shown::text);
        if (waiting.isPresent()) {
            return waiting.get(); // It waits for longer than keys are kept.
        }
        boolean done = false;
        try {
            String answer = Shown.text(send(push, queueId(key)));
            idempotency.complete(key, answer);
            done = true;
            return answer;
        } finally {
            if (!done) {
                idempotency.release(key);
            }
        }
    }

    /// @param id for a push that is found by its key, `""` for any
    private PushReceipt send(PushRequest push, String id) throws InterruptedException {
        try {
            return id.isEmpty() ? dispatcher.push(push) : dispatcher.push(push, id);
        } catch (PushException e) {
            if (e.receipt() == null) {
                throw new HttpProblem(400, e.code().label(), e.getMessage());
            }
            return e.receipt();
        }
    }

    /// @param dry who would speak is a question about a target; what is missing of the message is made up for it
    private PushRequest read(HttpRequest request, boolean dry) {
        Arguments body = Body.of(request);
        String label = body.text("kind").isEmpty() ? "text" : body.text("kind");
        PushKind kind = PushKind.named(label).orElseThrow(() -> new HttpProblem(400, "invalid_request",
                "kind is '" + label + "'; it must be text, image, voice, video, file or mixed"));
        Map<String, Object> options = body.object("options");
        Stream.concat(Argument.ACCOUNT.spellings().stream(), Stream.of("strict", "failover", "queue", "ttl"))
                .filter(name -> body.node().hasNonNull(name))
                .forEach(name -> options.putIfAbsent(name, Json.MAPPER.convertValue(body.node().get(name), Object.class)));
        String content = body.text(Argument.CONTENT);
        String source = body.text(Argument.SOURCE);
        List<Map<String, Object>> items = body.objects("items");
        return new PushRequest(new Origin(Trigger.API, "", "", "", "", folder), kind, body.text(Argument.IM_TYPE),
                body.text(Argument.GROUP), body.text(Argument.USER),
                body.text("title"),
                dry && content.isEmpty() ? STAND_IN : content, dry && source.isEmpty() ? STAND_IN : source,
                dry && items.isEmpty() ? List.of(Map.of("type", "text", "text", STAND_IN)) : items, options,
                body.number("timeout", 0), form(body));
    }

    /// Text of the API is plain, unless the request says that it was written as scripts write it.
    private static TextForm form(Arguments body) {
        String name = body.text("parse");
        return TextForm.named(name).orElseThrow(() -> new HttpProblem(400, "invalid_request",
                "parse is '" + name
                        + "'; it must be 'cq' for text with CQ codes and their escapes, or 'plain', which is the default"));
    }

    private static String fingerprint(HttpRequest request) {
        return Sha256.hex(request.body()) + request.path().getBytes(StandardCharsets.UTF_8).length;
    }
}
