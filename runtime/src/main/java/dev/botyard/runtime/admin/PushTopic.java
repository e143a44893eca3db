package dev.botyard.runtime.admin;

import dev.botyard.runtime.http.HttpProblem;
import dev.botyard.runtime.http.HttpReply;
import dev.botyard.runtime.http.HttpRequest;
import dev.botyard.runtime.outbound.Dispatcher;
import dev.botyard.runtime.outbound.Origin;
import dev.botyard.runtime.outbound.PushException;
import dev.botyard.runtime.outbound.PushKind;
import dev.botyard.runtime.outbound.PushReceipt;
import dev.botyard.runtime.outbound.PushRequest;
import dev.botyard.runtime.store.Idempotency;
import dev.botyard.runtime.store.Idempotency.Claim;
import dev.botyard.runtime.worker.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `POST /push` and `POST /push/explain`.
///
/// A push that reached the dispatcher answers 200 with its receipt, sent or not; an invalid one 400. With `Idempotency-Key` a repeated
/// request gets the first answer and sends nothing.
public final class PushTopic implements AdminApi.Topic {
    private static final String STAND_IN = "…";

    private final Dispatcher dispatcher;
    private final Idempotency idempotency;
    private final InstantSource clock;
    private final Path folder;

    /// @param folder where relative media sources start
    public PushTopic(Dispatcher dispatcher, Idempotency idempotency, InstantSource clock, Path folder) {
        this.dispatcher = dispatcher;
        this.idempotency = idempotency;
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
            return AdminApi.json(200, dispatcher.explain(read(request, true)).toMap());
        } catch (PushException e) {
            throw new HttpProblem(400, e.code().label(), e.getMessage());
        }
    }

    private HttpReply push(HttpRequest request) throws InterruptedException {
        Optional<String> key = request.header("Idempotency-Key").map(String::strip).filter(text -> !text.isEmpty());
        PushRequest push = read(request, false);
        if (key.isEmpty()) {
            return HttpReply.json(200, send(push));
        }
        if (key.get().length() > 200) {
            throw new HttpProblem(400, "invalid_request", "the Idempotency-Key is longer than 200 characters");
        }
        Claim claim = idempotency.claim(key.get(), fingerprint(request), clock.instant());
        return switch (claim.state()) {
            case NEW -> HttpReply.json(200, remember(key.get(), push));
            case DONE -> HttpReply.json(200, claim.response()).with("Idempotency-Replayed", "true");
            case RUNNING ->
                HttpReply.error(409, "in_progress", "a push with this Idempotency-Key is being sent; ask again in a moment");
            case OTHER_REQUEST -> HttpReply.error(422, "key_reused", "this Idempotency-Key was used for a different push");
            case INTERRUPTED -> HttpReply.error(409, "unknown_outcome",
                    "the host stopped while a push with this Idempotency-Key was being sent; it may have been delivered and is not sent again");
        };
    }

    private String remember(String key, PushRequest push) throws InterruptedException {
        boolean done = false;
        try {
            String answer = send(push);
            idempotency.complete(key, answer);
            done = true;
            return answer;
        } finally {
            if (!done) {
                idempotency.release(key);
            }
        }
    }

    private String send(PushRequest push) throws InterruptedException {
        PushReceipt receipt;
        try {
            receipt = dispatcher.push(push);
        } catch (PushException e) {
            if (e.receipt() == null) {
                throw new HttpProblem(400, e.code().label(), e.getMessage());
            }
            receipt = e.receipt();
        }
        return Json.MAPPER.writeValueAsString(receipt.toMap());
    }

    /// @param dry who would speak is a question about a target; what is missing of the message is made up for it
    private PushRequest read(HttpRequest request, boolean dry) {
        Body body = Body.of(request);
        String label = body.text("kind").isEmpty() ? "text" : body.text("kind");
        PushKind kind = PushKind.named(label).orElseThrow(() -> new HttpProblem(400, "invalid_request",
                "kind is '" + label + "'; it must be text, image, voice, video, file or mixed"));
        Map<String, Object> options = body.object("options");
        for (String name : new String[]{"account_id", "accountID", "accountId", "strict", "failover"}) {
            if (body.node().hasNonNull(name)) {
                options.putIfAbsent(name, Json.MAPPER.convertValue(body.node().get(name), Object.class));
            }
        }
        String content = body.text("content", "text", "message");
        String source = body.text("source", "url");
        List<Map<String, Object>> items = body.objects("items");
        return new PushRequest(new Origin("api", "", "", "", "", folder), kind, body.text("imType", "im_type", "im"),
                body.text("groupCode", "group_code", "group"), body.text("userID", "userId", "user_id", "user"),
                body.text("title"),
                dry && content.isEmpty() ? STAND_IN : content, dry && source.isEmpty() ? STAND_IN : source,
                dry && items.isEmpty() ? List.of(Map.of("type", "text", "text", STAND_IN)) : items, options,
                body.number("timeout", 0));
    }

    private static String fingerprint(HttpRequest request) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(request.body());
            return HexFormat.of().formatHex(sum) + request.path().getBytes(StandardCharsets.UTF_8).length;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
