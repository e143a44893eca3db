package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads events. Pure functions on any thread.
final class FeishuInbound {
    static final String MESSAGE_ID = "message_id";
    /// As a whole: the key of the first person begins that of the tenth.
    private static final Pattern MENTION = Pattern.compile("@_user_\\d+|@_all\\b");

    private FeishuInbound() {}

    /// What tells this event from others, the same over redeliveries; `""` for none.
    static String id(JsonNode envelope) {
        return either(Json.text(envelope.path("event").path("message"), MESSAGE_ID),
                Json.text(envelope.path("header"), "event_id"));
    }

    /// Who sent the message, `""` where it is about something else.
    static String sender(JsonNode envelope) {
        return openId(envelope.path("event").path("sender").path("sender_id"));
    }

    /// The events of one delivery: none where it is about nothing, several where several people joined.
    ///
    /// @param self  the bot's open_id
    /// @param name  of who sent it, `""` for unknown
    /// @throws IllegalArgumentException when it lacks what every such event has
    static List<InboundEvent> read(JsonNode envelope, String self, String name) {
        JsonNode event = envelope.path("event");
        return switch (Json.text(envelope.path("header"), "event_type")) {
            case "" -> List.of();
            case "im.message.receive_v1" -> List.of(message(event, self, name));
            case "im.chat.member.user.added_v1" -> members(envelope, EventNames.GROUP_MEMBER_JOIN, "approve");
            case "im.chat.member.user.deleted_v1" -> members(envelope, EventNames.GROUP_MEMBER_LEAVE, "kick");
            case "im.chat.member.user.withdrawn_v1" -> members(envelope, EventNames.GROUP_MEMBER_LEAVE, "leave");
            case "im.chat.member.bot.added_v1" -> List.of(notice(envelope, EventNames.GROUP_MEMBER_JOIN, "invite", self));
            case "im.chat.member.bot.deleted_v1" -> List.of(notice(envelope, EventNames.GROUP_MEMBER_LEAVE, "kick_me", self));
            case "im.message.recalled_v1" -> List.of(notice(envelope, EventNames.MESSAGE_RECALL, "", ""));
            case "im.message.reaction.created_v1" -> List.of(notice(envelope, EventNames.MESSAGE_REACTION, "add", ""));
            case "im.message.reaction.deleted_v1" -> List.of(notice(envelope, EventNames.MESSAGE_REACTION, "remove", ""));
            case "card.action.trigger" -> List.of(notice(envelope, EventNames.BUTTON_PRESS, "", ""));
            default -> List.of(notice(envelope, EventNames.NOTICE, "", ""));
        };
    }

    private static List<InboundEvent> members(JsonNode envelope, String name, String sub) {
        List<InboundEvent> events = new ArrayList<>();
        for (JsonNode user : envelope.path("event").path("users")) {
            Person person = Person.of(openId(user.path("user_id")), Json.text(user, "name"));
            events.add(new NoticeEvent(details(envelope, name, sub).id(id(envelope) + ":" + person.id()).person(person)
                    .put("user_id", person.id()).build()));
        }
        return events;
    }

    /// @param subject whom it is about, `""` for who did it
    private static InboundEvent notice(JsonNode envelope, String name, String sub, String subject) {
        JsonNode event = envelope.path("event");
        String who = either(subject, either(openId(event.path("user_id")), operator(event)));
        return new NoticeEvent(details(envelope, name, sub).person(Person.of(who, "")).put("user_id", who).build());
    }

    private static EventDetails.Builder details(JsonNode envelope, String name, String sub) {
        JsonNode event = envelope.path("event");
        String type = Json.text(envelope.path("header"), "event_type").replaceFirst("_v\\d+$", "");
        String group = either(Json.text(event, "chat_id"), Json.text(event.path("context"), "open_chat_id"));
        String message = either(Json.text(event, MESSAGE_ID), Json.text(event.path("context"), "open_message_id"));
        EventDetails.Builder details = EventDetails.named(name).nativeName("feishu-notice-" + type.replaceFirst("^im\\.", ""))
                .id(id(envelope)).time(time(envelope.path("header"))).once(true).putAll(Json.map(event))
                .put("emoji", either(Json.text(event.path("reaction_type"), "emoji_type"), null))
                .put("button_id", button(event.path("action")))
                .put(MESSAGE_ID, either(message, null)).put("notice_type", type).put("sub_type", either(sub, null))
                .put("operator_id", either(operator(event), null)).put("group_id", either(group, null));
        return group.isEmpty() ? details : details.chat(Chat.group(group, Json.text(event, "name")));
    }

    /// Buttons have a name only where their card gives them one.
    private static String button(JsonNode action) {
        return action.isObject() ? Json.first(action, "name", "tag") : null;
    }

    private static String either(String first, String otherwise) {
        return first.isEmpty() ? otherwise : first;
    }

    private static String operator(JsonNode event) {
        JsonNode operator = event.path("operator");
        return either(openId(event.path("operator_id")),
                either(openId(operator.path("operator_id")), Json.text(operator, "open_id")));
    }

    private static String openId(JsonNode ids) {
        return ids.isObject() ? Json.first(ids, "open_id", "union_id", "user_id") : Json.text(ids);
    }

    private static Instant time(JsonNode header) {
        long millis = Json.number(header, "create_time");
        return millis > 0 ? Instant.ofEpochMilli(millis) : Instant.now();
    }

    private static MessageEvent message(JsonNode event, String self, String name) {
        JsonNode message = event.path("message");
        String sender = openId(event.path("sender").path("sender_id"));
        boolean group = !Json.text(message, "chat_type").equals("p2p");
        boolean own = Json.text(event.path("sender"), "sender_type").equals("app") && sender.equals(self);
        String chat = group || own ? Json.text(message, "chat_id") : sender;
        String id = Json.text(message, MESSAGE_ID);
        if (chat.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("a message without message_id, or without " + (group ? "chat_id" : "open_id"));
        }
        List<Segment> segments = new ArrayList<>();
        String quoted = Json.text(message, "parent_id");
        if (!quoted.isEmpty()) {
            segments.add(new Segment.Reply(quoted, ""));
        }
        segments.addAll(segments(message));
        return MessageEvent.in(group ? Chat.group(chat, "") : Chat.direct(chat), Person.of(sender, own ? "" : name))
                .messageId(id).time(time(message)).segments(segments).own(own).once(true).raw(message.toString()).build();
    }

    private static List<Segment> segments(JsonNode message) {
        String type = Json.text(message, "message_type");
        String id = Json.text(message, MESSAGE_ID);
        JsonNode content = Json.orEmpty(Json.text(message, "content"));
        Map<String, Segment> mentions = new HashMap<>(Map.of("@_all", new Segment.AtAll()));
        for (JsonNode mention : message.path("mentions")) {
            mentions.put(Json.text(mention, "key"), new Segment.At(openId(mention.path("id")), Json.text(mention, "name")));
        }
        return switch (type) {
            case "text" -> text(Json.text(content, "text"), mentions);
            case "post" -> post(content, id, mentions);
            case "image" -> List.of(new Segment.Image(media(id, content, "image_key", "image")));
            case "audio" -> List.of(new Segment.Voice(media(id, content, "file_key", "file"), ""));
            case "media" -> List.of(new Segment.Video(media(id, content, "file_key", "file")));
            case "file" -> List.of(new Segment.File(media(id, content, "file_key", "file")));
            case "interactive" -> List.of(new Segment.Json(Json.text(message, "content")));
            case "merge_forward" -> List.of(new Segment.Forward(id, List.of()));
            default -> List.of(new Segment.Unknown(type.isEmpty() ? "message" : type, Json.texts(content)));
        };
    }

    private static List<Segment> text(String text, Map<String, Segment> mentions) {
        List<Segment> segments = new ArrayList<>();
        Matcher key = MENTION.matcher(text);
        int end = 0;
        while (key.find()) {
            Segment mention = mentions.get(key.group());
            if (mention != null) {
                add(segments, text.substring(end, key.start()));
                segments.add(mention);
                end = key.end();
            }
        }
        add(segments, text.substring(end));
        return segments;
    }

    private static void add(List<Segment> segments, String text) {
        if (!text.isEmpty()) {
            segments.add(new Segment.Text(text));
        }
    }

    /// One inner list is one line. Some clients name the language around it.
    private static List<Segment> post(JsonNode content, String id, Map<String, Segment> mentions) {
        JsonNode post = content.has("content") || content.isEmpty() ? content : content.iterator().next();
        List<Segment> segments = new ArrayList<>();
        add(segments, Json.text(post, "title"));
        for (JsonNode line : post.path("content")) {
            add(segments, segments.isEmpty() ? "" : "\n");
            for (JsonNode part : line) {
                switch (Json.text(part, "tag")) {
                    case "text", "md", "code_block" -> segments.addAll(text(Json.text(part, "text"), mentions));
                    case "a" -> add(segments, Json.text(part, "text") + " (" + Json.text(part, "href") + ")");
                    case "at" -> segments.add(mentions.getOrDefault(Json.text(part, "user_id"),
                            new Segment.At(Json.text(part, "user_id"), Json.text(part, "user_name"))));
                    case "img" -> segments.add(new Segment.Image(media(id, part, "image_key", "image")));
                    case "media" -> segments.add(new Segment.Video(media(id, part, "file_key", "file")));
                    case "emotion" -> segments.add(new Segment.Face(Json.text(part, "emoji_type")));
                    default -> segments.add(new Segment.Unknown(Json.text(part, "tag"), Json.texts(part)));
                }
            }
        }
        return segments;
    }

    private static Media media(String id, JsonNode content, String key, String type) {
        String name = Json.text(content, "file_name");
        return Media.reference("", name, "", -1,
                Map.of(MESSAGE_ID, id, "key", Json.text(content, key), "type", type, "name", name));
    }
}
