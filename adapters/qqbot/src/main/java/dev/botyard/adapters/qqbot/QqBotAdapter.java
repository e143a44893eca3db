package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Forms;
import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.RestAction;
import dev.botyard.adapters.common.MediaBytes;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.qqbot.PassiveReplies.Rules;
import dev.botyard.adapters.qqbot.PassiveReplies.Way;
import dev.botyard.adapters.qqbot.QqBotApi.Place;
import dev.botyard.adapters.qqbot.QqBotInbound.Bot;
import dev.botyard.adapters.qqbot.QqBotOutbound.Part;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// One bot, over the gateway or over webhooks.
final class QqBotAdapter implements Adapter, MessageRecall, MemberListing, PlatformCalls {
    private static final Duration ACKNOWLEDGE = Duration.ofSeconds(2);
    private static final int PAGE = 100;

    private final AdapterContext context;
    private final PassiveReplies replies;
    private final Rules rules;
    private final QqBotApi api;
    private final AtomicBoolean plainOnly = new AtomicBoolean();
    private volatile Connection current;

    QqBotAdapter(AdapterContext context, PassiveReplies replies) {
        this.context = context;
        this.replies = replies;
        rules = Rules.of(context);
        api = new QqBotApi(context);
        Gateway.events(context.config().list(QqBotAdapterFactory.EVENTS));
    }

    String appId() {
        return context.config().text(QqBotAdapterFactory.APP_ID).strip();
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        try {
            if (context.config().text(QqBotAdapterFactory.TRANSPORT).equals("webhook")) {
                new Webhook(context, this, api).run(connection);
            } else {
                new Gateway(context, this, api, connection).run();
            }
        } finally {
            current = null;
        }
    }

    /// From now on messages can be sent.
    void connected(Connection connection, Bot bot) {
        current = connection;
        connection
                .connected(AccountProfile.of(bot.appId()).named(bot.name()).detail(bot.id().isEmpty() ? "" : "bot " + bot.id()));
    }

    /// Hands one event to the host. What can be answered is noted before, buttons are acknowledged: else QQ shows people that they failed.
    Acceptance take(JsonNode frame, Bot bot, boolean once) throws InterruptedException {
        String type = Json.text(frame, "t");
        JsonNode data = frame.path("d");
        if (type.isEmpty()) {
            return Acceptance.ACCEPTED;
        }
        InboundEvent event;
        try {
            event = QqBotInbound.read(frame, bot, context.clock().instant(), once, index -> replies.quoted(index).orElse(index));
        } catch (IllegalArgumentException odd) {
            context.log().warn("ignored an event that makes no sense ({}): {}", odd.getMessage(), type);
            return Acceptance.ACCEPTED;
        }
        boolean message = QqBotInbound.message(type);
        String id = message ? Json.text(data, "id") : Json.text(frame, "id");
        if (!id.isEmpty() && QqBotInbound.answerable(type)) {
            QqBotInbound.place(type, data).ifPresent(place -> replies.opened(place, id, !message, message
                    ? QqBotInbound.index(data)
                    : "", event.time(), rules));
        }
        if (type.equals("INTERACTION_CREATE")) {
            acknowledge(Json.text(data, "id"));
        }
        return context.events().emit(event);
    }

    private void acknowledge(String interaction) throws InterruptedException {
        try {
            api.call("PUT", "/interactions/" + Forms.segment(interaction), out -> out.writeNumberProperty("code", 0), false,
                    ACKNOWLEDGE);
        } catch (AdapterException failure) {
            context.log().warn("a button was not acknowledged: {}", failure.getMessage());
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        Connection connection = current;
        if (connection == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        try {
            return new Sending(message).send();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                connection.loginLost(failure.getMessage(), "compare app_id and client_secret with " + QqBotApi.CONSOLE);
            }
            throw failure;
        }
    }

    /// One message on its way. Media go up first, so that one which cannot leaves no half message.
    private final class Sending {
        private final OutboundMessage message;
        private final Place place;
        private final long deadline;
        private final QqBotOutbound.Message content;

        Sending(OutboundMessage message) {
            this.message = message;
            place = Place.of(message.target().id(), message.target().kind() != ChatKind.PRIVATE);
            deadline = System.nanoTime() + message.timeout().toNanos();
            content = QqBotOutbound.of(message.segments(), place);
        }

        private Duration left() {
            return Duration.ofNanos(deadline - System.nanoTime());
        }

        Receipt send() throws InterruptedException {
            String request = message.requestId().isEmpty() ? UUID.randomUUID().toString() : message.requestId();
            List<Way> ways = replies.ways(place, message.inReplyTo(), request, content.parts().size(), rules);
            List<Parts.Part> parts = new ArrayList<>();
            for (int i = 0; i < content.parts().size(); i++) {
                Part part = content.parts().get(i);
                String file = part.kind() == 0 || place.guild() ? "" : upload(part);
                Way way = ways.get(i);
                Object buttons = i + 1 == content.parts().size() ? message.options().get("keyboard") : null;
                parts.add(() -> post(buttons == null ? part : part.shown(), file, way, buttons));
            }
            return Parts.send(parts);
        }

        private List<String> post(Part part, String file, Way way, Object buttons) throws InterruptedException {
            boolean shown = !part.markdown().isEmpty() && !plainOnly.get();
            try {
                String id = Json.text(api.call("POST", place.messages(), body(shown ? part : part.plain(), file, way, buttons),
                        !way.push(), left()), "id");
                return id.isEmpty() ? List.of() : List.of(id);
            } catch (AdapterException refusal) {
                if (refusal.platformCode().equals("40054005") && way.again()) {
                    return List.of();
                }
                if (!shown || refusal.kind() != ErrorKind.REJECTED || !refusal.platformCode().matches("50056|30403[67]")) {
                    throw refusal;
                }
                context.log().warn("the bot may not send Markdown; it is sent as text from now on: {}", refusal.getMessage());
                plainOnly.set(true);
                return post(part.plain(), file, way.instead(), null);
            }
        }

        private Consumer<JsonGenerator> body(Part part, String file, Way way, Object buttons) {
            return out -> {
                if (!part.markdown().isEmpty()) {
                    out.writeObjectPropertyStart("markdown");
                    out.writeStringProperty("content", part.markdown());
                    out.writeEndObject();
                    if (buttons != null) {
                        out.writePOJOProperty("keyboard", buttons);
                    }
                } else if (!part.card().isEmpty()) {
                    out.writeName("ark");
                    out.writeRawValue(part.card());
                } else {
                    // An empty text beside a medium was refused for a time.
                    out.writeStringProperty("content", part.text().isEmpty() && part.kind() != 0 ? " " : part.text());
                    if (place.guild() && part.kind() != 0) {
                        out.writeStringProperty("image", part.media().remote().orElseThrow().toString());
                    }
                }
                if (!place.guild()) {
                    out.writeNumberProperty("msg_type",
                            !part.markdown().isEmpty() ? 2 : !part.card().isEmpty() ? 3 : file.isEmpty() ? 0 : 7);
                    if (!file.isEmpty()) {
                        out.writeObjectPropertyStart("media");
                        out.writeStringProperty("file_info", file);
                        out.writeEndObject();
                    }
                }
                quote(out, part);
                if (!way.push()) {
                    out.writeStringProperty(way.event() ? "event_id" : "msg_id", way.id());
                    if (!place.guild()) {
                        out.writeNumberProperty("msg_seq", way.sequence());
                    }
                } else if (Boolean.TRUE.equals(message.options().get("is_wakeup"))) {
                    out.writeBooleanProperty("is_wakeup", true);
                }
            };
        }

        /// A quotation that QQ has no name for is left out: whoever reads sees what is answered above.
        private void quote(JsonGenerator out, Part part) {
            String id = place.guild() ? content.quoted() : replies.quoted(content.quoted()).orElse("");
            if (!id.isEmpty() && part.kind() == 0 && part.markdown().isEmpty() && part.card().isEmpty()) {
                out.writeObjectPropertyStart("message_reference");
                out.writeStringProperty("message_id", id);
                out.writeEndObject();
            }
        }

        /// QQ fetches what has an address; what it cannot fetch, and the rest, goes in the call.
        private String upload(Part part) throws InterruptedException {
            if (part.media().remote().isPresent()) {
                try {
                    return upload(part, out -> out.writeStringProperty("url", part.media().remote().get().toString()));
                } catch (AdapterException failure) {
                    if (failure.kind() != ErrorKind.MEDIA && failure.kind() != ErrorKind.REJECTED) {
                        throw failure;
                    }
                }
            }
            byte[] bytes = MediaBytes.of(part.media(), (int) QqBotOutbound.MAX_MEDIUM);
            return upload(part, out -> out.writeBinaryProperty("file_data", bytes));
        }

        private String upload(Part part, Consumer<JsonGenerator> data) throws InterruptedException {
            try {
                JsonNode answer = api.call("POST", place.path() + "/files", out -> {
                    out.writeNumberProperty("file_type", part.kind());
                    out.writeBooleanProperty("srv_send_msg", false);
                    if (part.kind() == 4) {
                        out.writeStringProperty("file_name", part.media().name());
                    }
                    data.accept(out);
                }, false, left());
                return Json.text(answer, "file_info");
            } catch (AdapterException failure) {
                throw failure.kind() != ErrorKind.UNKNOWN_OUTCOME
                        ? failure
                        : new AdapterException(ErrorKind.MEDIA,
                                "'" + part.media().name() + "' did not go up: " + failure.getMessage(),
                                failure).withPlatformCode(failure.platformCode());
            }
        }
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        Place place = Place.of(chat.id(), chat.shared());
        api.call("DELETE", place.messages() + "/" + Forms.segment(messageId) + (place.guild() ? "?hidetip=false" : ""), null,
                false,
                QqBotApi.PATIENCE);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        Place place = Place.of(groupId, true);
        if (place.guild()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "QQ tells the members of groups only, not those of channels");
        }
        List<Member> members = new ArrayList<>();
        long next = 0;
        do {
            long start = next;
            JsonNode page = api.call("POST", place.path() + "/members", out -> {
                out.writeNumberProperty("limit", PAGE);
                out.writeNumberProperty("start_index", start);
            }, false, QqBotApi.PATIENCE);
            for (JsonNode member : page.path("members")) {
                members.add(Member.of(Json.text(member, "member_openid"), Json.first(member, "username", "nick"))
                        .details(Map.of("join_time", Json.number(member, "join_timestamp"))));
            }
            next = Json.number(page, "next_index");
        } while (next > 0 && members.size() < PAGE * PAGE);
        return members;
    }

    /// QQ's documentation names its calls by method and path: `GET /guilds/ID/members`.
    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        RestAction asked = RestAction.of(action, params);
        return Json.plain(
                api.call(asked.method(), "/" + asked.target(), asked.bodiless() ? null : asked::write, false, timeout));
    }
}
