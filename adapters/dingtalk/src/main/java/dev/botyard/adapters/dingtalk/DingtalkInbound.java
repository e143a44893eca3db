package dev.botyard.adapters.dingtalk;

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
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads what DingTalk tells. Pure functions. DingTalk tells nothing again that it was answered.
final class DingtalkInbound {
    private DingtalkInbound() {}

    /// A message for the robot.
    ///
    /// @throws IllegalArgumentException when it is none
    static MessageEvent message(JsonNode data) {
        String id = Json.text(data, "msgId");
        String sender = Json.first(data, "senderStaffId", "senderId");
        if (id.isEmpty() || sender.isEmpty()) {
            throw new IllegalArgumentException("a message without an id or a sender");
        }
        MessageEvent.Builder event = MessageEvent.in(chat(data), Person.of(sender, Json.text(data, "senderNick"))).messageId(id)
                .segments(segments(data)).own(Json.text(data, "senderId").equals(Json.text(data, "chatbotUserId"))).once(true)
                .raw(data.toString());
        long created = Json.number(data, "createAt");
        return created > 0 ? event.time(Instant.ofEpochMilli(created)).build() : event.build();
    }

    /// Where it was said. A private chat is named by who can be written to: the staff id, where there is one.
    static Chat chat(JsonNode data) {
        return Json.text(data, "conversationType").equals("2")
                ? Chat.group(Json.text(data, "conversationId"), Json.text(data, "conversationTitle"))
                : Chat.direct(Json.first(data, "senderStaffId", "senderId"));
    }

    private static List<Segment> segments(JsonNode data) {
        List<Segment> segments = new ArrayList<>();
        JsonNode text = data.path("text");
        quoted(data, text, segments);
        JsonNode content = content(data);
        switch (Json.text(data, "msgtype")) {
            case "text" -> segments.add(new Segment.Text(words(data, Json.text(text, "content"))));
            case "picture" -> segments.add(new Segment.Image(media(content, "", "image/jpeg")));
            case "richText" -> rich(content.path("richText"), segments);
            case "audio" -> segments.add(new Segment.Voice(media(content, "", "audio/amr"), Json.text(content, "recognition")));
            case "video" -> segments.add(new Segment.Video(media(content, "", "video/mp4")));
            case "file" -> segments.add(new Segment.File(media(content, Json.text(content, "fileName"), "")));
            case String other -> segments.add(new Segment.Unknown(other.isEmpty() ? "unknown" : other, Json.texts(content)));
        }
        for (JsonNode mentioned : data.path("atUsers")) {
            String dingtalkId = Json.text(mentioned, "dingtalkId");
            if (!dingtalkId.equals(Json.text(data, "chatbotUserId"))) {
                segments.add(new Segment.At(Json.first(mentioned, "staffId", "dingtalkId"), ""));
            }
        }
        return segments;
    }

    /// Older ones write it as JSON in text.
    private static JsonNode content(JsonNode data) {
        JsonNode content = data.path("content");
        return content.isString() && content.stringValue().startsWith("{") ? Json.parse(content.stringValue()) : content;
    }

    /// Where the robot was mentioned, which in a group it mostly is, the mention leaves a blank.
    private static String words(JsonNode data, String text) {
        return Json.flag(data, "isInAtList", false) ? text.strip() : text;
    }

    private static void quoted(JsonNode data, JsonNode text, List<Segment> segments) {
        JsonNode replied = text.path("repliedMsg");
        String id = Json.text(replied.has("msgId") ? replied : data, replied.has("msgId") ? "msgId" : "originalMsgId");
        if (!id.isEmpty()) {
            segments.add(new Segment.Reply(id, Json.first(replied.path("content"), "text", "content")));
        }
    }

    private static void rich(JsonNode parts, List<Segment> segments) {
        for (JsonNode part : parts) {
            if (part.has("downloadCode")) {
                segments.add(new Segment.Image(media(part, "", "image/jpeg")));
            } else {
                segments.add(new Segment.Text(Json.text(part, "text")));
            }
        }
    }

    private static Media media(JsonNode content, String name, String type) {
        return Media.reference("", name, type, -1, Json.texts(content));
    }

    /// Something that happened in the organisation: one event for each person it is about.
    static List<InboundEvent> notice(JsonNode headers, JsonNode data) {
        String type = Json.text(headers, "eventType");
        String group = Json.first(data, "openConversationId", "OpenConversationId", "chatId", "ChatId");
        EventDetails.Builder all = EventDetails.named(name(type)).nativeName("dingtalk-notice-" + type).once(true)
                .putAll(Json.map(data)).put("group_id", group.isEmpty() ? null : group)
                .put("operator_id", Json.first(data, "operator", "Operator", "operatorUserId"));
        if (!group.isEmpty()) {
            all.chat(Chat.group(group, Json.first(data, "title", "Title")));
        }
        if (Json.number(headers, "eventBornTime") > 0) {
            all.time(Instant.ofEpochMilli(Json.number(headers, "eventBornTime")));
        }
        String id = Json.first(headers, "eventId", "messageId");
        List<String> people = people(data);
        List<InboundEvent> events = new ArrayList<>();
        for (String person : people) {
            events.add(new NoticeEvent(all.id(people.size() == 1 ? id : id + "/" + person).put("user_id", person)
                    .person(Person.of(person, "")).build()));
        }
        return events.isEmpty() ? List.of(new NoticeEvent(all.id(id).build())) : events;
    }

    private static List<String> people(JsonNode data) {
        JsonNode ids = data.has("userId") ? data.path("userId") : data.path("UserId");
        return ids.isArray()
                ? ids.valueStream().map(Json::text).toList()
                : Json.text(ids).isEmpty() ? List.of() : List.of(Json.text(ids));
    }

    private static String name(String type) {
        return switch (type) {
            case "chat_add_member" -> EventNames.GROUP_MEMBER_JOIN;
            case "chat_remove_member", "chat_quit" -> EventNames.GROUP_MEMBER_LEAVE;
            default -> EventNames.NOTICE;
        };
    }

    /// Somebody pressed a button of a card.
    static InboundEvent pressed(JsonNode headers, JsonNode data) {
        String user = Json.text(data, "userId");
        JsonNode content = content(data).path("cardPrivateData");
        return new NoticeEvent(EventDetails.named(EventNames.BUTTON_PRESS).nativeName("dingtalk-notice-card")
                .id(Json.text(headers, "messageId")).person(Person.of(user, "")).once(true).putAll(Json.map(data))
                .put("user_id", user).put("card_id", Json.text(data, "outTrackId"))
                .put("button", Json.text(content.path("actionIds").path(0)))
                .put("button_id", Json.text(content.path("actionIds").path(0))).put("values", Json.plain(content.get("params")))
                .build());
    }

    /// What finds a medium again.
    static String downloadCode(Map<String, String> platform) {
        return platform.getOrDefault("downloadCode", platform.getOrDefault("pictureDownloadCode", ""));
    }
}
