package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Segment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads events. Without input or output, except that with `expand_quotes` it asks for what a message quotes. Thread-safe.
final class OneBotInbound {
    private final String imType;
    private final Clock clock;
    private final TemporarySessions sessions;
    private final boolean expandQuotes;

    OneBotInbound(String imType, Clock clock, TemporarySessions sessions, boolean expandQuotes) {
        this.imType = imType;
        this.clock = clock;
        this.sessions = sessions;
        this.expandQuotes = expandQuotes;
    }

    /// Reads one event, whatever it is.
    ///
    /// @param once whether the implementation will not send it again once it has been handed over
    /// @throws IllegalArgumentException when it lacks what every such event has
    InboundEvent read(JsonNode event, OneBotClient client, boolean once) throws InterruptedException {
        return switch (Json.text(event, "post_type")) {
            case "message" -> message(event, false, client, once);
            case "message_sent" -> message(event, true, client, once);
            case "request" -> new RequestEvent(request(event, once));
            case "meta_event" -> new MetaEvent(meta(event, once));
            case "notice" -> new NoticeEvent(notice(event, once));
            default -> new NoticeEvent(other(event, once));
        };
    }

    /// A message of the past. What it says of its chat may be left out there; quotes are left as they are.
    MessageEvent old(JsonNode message, Chat chat) throws InterruptedException {
        JsonNode event = message;
        if (message instanceof ObjectNode told && !message.hasNonNull("group_id") && !message.hasNonNull("user_id")) {
            event = told.deepCopy().put(chat.shared() ? "group_id" : "user_id", chat.id());
        }
        return message(event, Json.text(message, "post_type").equals("message_sent"), null, false);
    }

    /// @param client asked for what is quoted, null to leave that
    private MessageEvent message(JsonNode event, boolean sent, OneBotClient client, boolean once) throws InterruptedException {
        String userId = Json.text(event, "user_id");
        String selfId = Json.text(event, "self_id");
        boolean own = sent || (!userId.isEmpty() && userId.equals(selfId));
        boolean group = Json.text(event, "message_type").equals("group") || (event.hasNonNull("group_id") && !temporary(event));
        String groupId = Json.text(event, "group_id");
        Chat chat = group ? Chat.group(groupId, Json.text(event, "group_name")) : Chat.direct(partner(event, own, userId));
        if (chat.id().isEmpty()) {
            throw new IllegalArgumentException("a message without " + (group ? "group_id" : "user_id"));
        }
        if (!group && !own) {
            sessions.learn(userId, temporary(event) ? groupOf(event) : "");
        }
        List<Segment> segments = new SegmentReader(
                group ? Map.of("group_id", groupId, "user_id", userId) : Map.of("user_id", userId))
                .read(event.get("message"));
        String messageId = messageId(event);
        String raw = Json.text(event, "raw_message");
        MessageEvent.Builder message = MessageEvent.in(chat, sender(event, userId)).messageId(messageId)
                .id(eventId(chat, messageId));
        told(event).ifPresentOrElse(message::time, () -> message.receivedAt(clock.instant()));
        return message.segments(expandQuotes && client != null ? Quotes.expand(segments, client) : segments).own(own).once(once)
                .raw(raw.isEmpty() ? Json.text(event, "message") : raw)
                .build();
    }

    /// Implementations that know no id write 0 or -1.
    private static String messageId(JsonNode event) {
        String id = Json.text(event, "message_id");
        return id.equals("0") || id.equals("-1") ? "" : id;
    }

    /// Message ids of some implementations count within a chat.
    private static String eventId(Chat chat, String messageId) {
        return messageId.isEmpty() ? "" : (chat.shared() ? "g" : "p") + chat.id() + ":" + messageId;
    }

    /// A private message of somebody who is no friend but a member of a common group.
    private static boolean temporary(JsonNode event) {
        return Json.text(event, "message_type").equals("private") && Json.text(event, "sub_type").equals("group");
    }

    private static String groupOf(JsonNode event) {
        String group = Json.text(event, "group_id");
        return group.isEmpty() ? Json.text(event.path("sender"), "group_id") : group;
    }

    private static String partner(JsonNode event, boolean own, String userId) {
        String target = own ? Json.text(event, "target_id") : "";
        return target.isEmpty() ? userId : target;
    }

    private Person sender(JsonNode event, String userId) {
        JsonNode anonymous = event.get("anonymous");
        if (anonymous != null && anonymous.isObject()) {
            return Person.of(userId, Json.text(anonymous, "name"));
        }
        JsonNode sender = event.path("sender");
        String card = Json.text(sender, "card");
        return Person.of(userId, card.isEmpty() ? Json.text(sender, "nickname") : card).avatarUrl(avatar(userId));
    }

    private String avatar(String userId) {
        return imType.equals("qq") && !userId.isEmpty() ? "https://q1.qlogo.cn/g?b=qq&s=640&nk=" + userId : "";
    }

    private EventDetails notice(JsonNode event, boolean once) {
        String type = Json.text(event, "notice_type");
        String sub = Json.text(event, "sub_type");
        String name = switch (type) {
            case "group_increase" -> EventNames.GROUP_MEMBER_JOIN;
            case "group_decrease" -> EventNames.GROUP_MEMBER_LEAVE;
            case "group_ban" -> sub.equals("lift_ban") ? EventNames.GROUP_MEMBER_UNBAN : EventNames.GROUP_MEMBER_BAN;
            case "group_recall", "friend_recall" -> EventNames.MESSAGE_RECALL;
            case "group_msg_emoji_like" -> EventNames.MESSAGE_REACTION;
            default -> EventNames.NOTICE;
        };
        EventDetails.Builder details = details(event, name, "notice", type, sub).id(noticeId(event, type, sub)).once(once);
        if (name.equals(EventNames.MESSAGE_REACTION)) {
            details.put("emoji", Json.text(event.path("likes").path(0), "emoji_id"))
                    .put("sub_type", Json.flag(event, "is_add", true) ? "add" : "remove");
        }
        return details.build();
    }

    /// Two pokes within a second are two pokes; whatever cannot be told apart is not de-duplicated. Otherwise all that a notice says counts:
    /// implementations name what makes two of them differ (`likes`, `code`, `is_add`, …) each in their own way.
    private static String noticeId(JsonNode event, String type, String sub) {
        if (type.equals("notify") || !event.has("time")) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(event.toString().getBytes(StandardCharsets.UTF_8));
            return "n:" + type + ":" + sub + ":" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private EventDetails request(JsonNode event, boolean once) {
        String type = Json.text(event, "request_type");
        String name = switch (type) {
            case "friend" -> EventNames.FRIEND_REQUEST;
            case "group" -> EventNames.GROUP_REQUEST;
            default -> EventNames.REQUEST;
        };
        String sub = Json.text(event, "sub_type");
        String flag = Json.text(event, "flag");
        return details(event, name, "request", type, sub).id(flag.isEmpty() ? "" : "r:" + type + ":" + sub + ":" + flag)
                .once(once).build();
    }

    private EventDetails meta(JsonNode event, boolean once) {
        return details(event, EventNames.META, "meta_event", Json.text(event, "meta_event_type"), Json.text(event, "sub_type"))
                .once(once).build();
    }

    private EventDetails other(JsonNode event, boolean once) {
        String type = Json.text(event, "post_type");
        return details(event, EventNames.NOTICE, type, Json.text(event, type + "_type"), Json.text(event, "sub_type")).once(once)
                .build();
    }

    private EventDetails.Builder details(JsonNode event, String name, String post, String type, String sub) {
        StringBuilder nativeName = new StringBuilder(imType).append('-').append(post);
        for (String part : new String[]{type, sub}) {
            if (!part.isEmpty()) {
                nativeName.append('-').append(part);
            }
        }
        String groupId = Json.text(event, "group_id");
        String userId = Json.text(event, "user_id");
        EventDetails.Builder details = EventDetails.named(name).nativeName(nativeName.toString()).time(time(event))
                .person(Person.of(userId, "").avatarUrl(avatar(userId))).putAll(Json.map(event));
        if (!groupId.isEmpty() && !groupId.equals("0")) {
            details.chat(Chat.group(groupId, Json.text(event, "group_name")));
        } else if (!userId.isEmpty() && !post.equals("meta_event")) {
            details.chat(Chat.direct(userId));
        }
        return details;
    }

    private Instant time(JsonNode event) {
        return told(event).orElseGet(clock::instant);
    }

    /// When it happened, if the implementation tells.
    private static Optional<Instant> told(JsonNode event) {
        long seconds = Json.number(event, "time");
        if (seconds <= 0) {
            return Optional.empty();
        }
        return Optional.of(seconds > 100_000_000_000L ? Instant.ofEpochMilli(seconds) : Instant.ofEpochSecond(seconds));
    }
}
