package dev.botyard.adapters.dingtalk;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.ReplyWindows;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One robot of DingTalk.
final class DingtalkAdapter implements Adapter, MessageRecall, FileResolution {
    /// Older posts may be somebody else's copies.
    private static final Duration OLDEST = Duration.ofHours(1);
    private static final Duration CHECKS = Duration.ofSeconds(60);

    private final AdapterContext context;
    private final DingtalkConfig config;
    private final DingtalkClient client;
    private final ReplyWindows webhooks;
    private volatile Connection current;

    DingtalkAdapter(AdapterContext context, DingtalkConfig config) {
        this.context = context;
        this.config = config;
        client = new DingtalkClient(context, config);
        webhooks = new ReplyWindows(context.storage(), context.clock(), "session/");
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        current = connection;
        if (config.stream()) {
            new DingtalkStream(context, config, client, this::take).serve(connection);
        } else {
            http(connection);
        }
    }

    private void http(Connection connection) throws InterruptedException {
        try (Registration posts = context.routes().http(Admission.of(this::decide), this::posted)) {
            connection.waiting("waiting for DingTalk to post to " + context.routes().address());
            client.logIn();
            connection.connected(AccountProfile.of(config.clientId()));
            LiveAccount.every(CHECKS, () -> {
                client.logIn();
                return true;
            });
        }
    }

    private Decision decide(RouteRequest request) {
        String timestamp = request.header("timestamp").orElse("");
        String expected = Signatures
                .base64(Signatures.hmacSha256(config.clientSecret(), timestamp + "\n" + config.clientSecret()));
        if (!timestamp.matches("\\d{10,16}") || !Signatures.same(expected, request.header("sign").orElse(""))) {
            return Decision.refuse(403, "the signature is not that of this robot; compare client_secret");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), context.clock().instant()).abs();
        return age.compareTo(OLDEST) > 0
                ? Decision.refuse(403, "the signature is older than an hour; compare the clocks")
                : Decision.ADMIT;
    }

    private RouteAnswer posted(RouteRequest request) throws InterruptedException {
        try {
            return take("message", Json.parse("{}"), Json.parse(request.body()))
                    ? RouteAnswer.json(200, "{}")
                    : RouteAnswer.status(503);
        } catch (JacksonException noJson) {
            return RouteAnswer.text(400, "not JSON");
        }
    }

    /// Hands over what came.
    ///
    /// @return whether DingTalk may be told that it was taken
    private boolean take(String kind, JsonNode headers, JsonNode data) throws InterruptedException {
        List<InboundEvent> events;
        try {
            events = switch (kind) {
                case "message" -> message(data);
                case "card" -> List.of(DingtalkInbound.pressed(headers, data));
                default -> DingtalkInbound.notice(headers, data);
            };
        } catch (JacksonException | IllegalArgumentException odd) {
            context.log().warn("ignored something of kind {} that makes no sense: {}", kind, odd.getMessage());
            return true;
        }
        for (InboundEvent event : events) {
            if (context.events().emit(event) == Acceptance.REFUSED) {
                return false;
            }
        }
        return true;
    }

    private List<InboundEvent> message(JsonNode data) {
        InboundEvent event = DingtalkInbound.message(data);
        String webhook = Json.text(data, "sessionWebhook");
        if (config.trusts(webhook)) {
            webhooks.opened(DingtalkInbound.chat(data).id(), webhook,
                    Instant.ofEpochMilli(Json.number(data, "sessionWebhookExpiredTime")));
        }
        return List.of(event);
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        try {
            return new DingtalkSender(client, config, webhooks, message).send();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                current.loginLost(failure.getMessage(), "check client_id and client_secret, then start the account again");
            }
            throw failure;
        }
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        JsonNode answer = client.call(chat.shared() ? "/v1.0/robot/groupMessages/recall" : "/v1.0/robot/otoMessages/batchRecall",
                out -> {
                    out.writeStringProperty("robotCode", config.robotCode());
                    if (chat.shared()) {
                        out.writeStringProperty("openConversationId", chat.id());
                    }
                    out.writeArrayPropertyStart("processQueryKeys");
                    out.writeString(messageId);
                    out.writeEndArray();
                });
        String reason = Json.text(answer.path("failedResult"), messageId);
        if (!reason.isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "the message " + messageId + " is not taken back by DingTalk: " + reason);
        }
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String code = DingtalkInbound.downloadCode(platform);
        if (code.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA, "the message has no download code for this " + type);
        }
        JsonNode answer = client.call("/v1.0/robot/messageFiles/download", out -> {
            out.writeStringProperty("downloadCode", code);
            out.writeStringProperty("robotCode", config.robotCode());
        });
        String url = Json.text(answer, "downloadUrl");
        if (url.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA,
                    "the " + type + " is not there any more; download codes of DingTalk end after a while");
        }
        return Media.reference(url, platform.getOrDefault("fileName", ""), "", -1, platform);
    }
}
