package dev.botyard.adapters.wecom;

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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads what an AI bot is told by frames and an application by callbacks. Pure but for `keep`.
///
/// @param keep brings a medium of a frame to a place that outlives its link
record WecomInbound(Function<Map<String, String>, Media> keep) {
    static final String URL = "url";
    static final String KEY = "aeskey";
    /// The fact by which a medium of an application is fetched.
    static final String MEDIA_ID = "media_id";
    private static final String PRESSED = "template_card_event";
    /// In groups a bot hears only what mentions it; clients put a narrow blank behind names.
    private static final Pattern MENTION = Pattern.compile("^\\s*@[^\\s\\u2005]+[\\s\\u2005]?");

    /// Reads the body of a frame.
    ///
    /// @param now for what does not say when it was
    /// @throws IllegalArgumentException when it lacks what all have
    InboundEvent read(JsonNode body, Instant now) {
        String from = Json.text(body.path("from"), "userid");
        String group = Json.text(body, "chatid");
        if (from.isEmpty()) {
            throw new IllegalArgumentException("from.userid is missing");
        }
        Chat chat = Json.text(body, "chattype").equals("group") && !group.isEmpty() ? Chat.group(group, "") : Chat.direct(from);
        long created = Json.number(body, "create_time");
        String id = Json.text(body, "msgid");
        if (body.has("event")) {
            return notice(body.path("event"), id, chat, Person.of(from, ""), created > 0 ? Instant.ofEpochSecond(created) : now);
        }
        List<Segment> segments = new ArrayList<>();
        if (body.path("quote").isObject()) {
            segments.add(new Segment.Reply("", segments(body.path("quote"), false).stream().map(Segment::asText)
                    .collect(Collectors.joining())));
        }
        segments.addAll(segments(body, chat.shared()));
        MessageEvent.Builder event = MessageEvent.in(chat, Person.of(from, "")).messageId(id).segments(segments);
        return (created > 0 ? event.time(Instant.ofEpochSecond(created)) : event.receivedAt(now)).build();
    }

    private static EventDetails.Builder named(String type) {
        return EventDetails.named(type.equals(PRESSED) ? EventNames.BUTTON_PRESS : EventNames.NOTICE)
                .nativeName("wecom-notice-" + type);
    }

    private static InboundEvent notice(JsonNode event, String id, Chat chat, Person person, Instant time) {
        String type = Json.text(event, "eventtype");
        EventDetails.Builder details = named(type).id(id).time(time).chat(chat).person(person).putAll(Json.map(event))
                .putAll(Json.map(event.get(type)));
        if (type.equals(PRESSED)) {
            details.put("button_id", Json.text(event.path(type), "event_key"));
        }
        return new NoticeEvent(details.build());
    }

    private List<Segment> segments(JsonNode message, boolean mentioned) {
        String type = Json.text(message, "msgtype");
        JsonNode content = message.path(type);
        if (type.equals("mixed")) {
            List<Segment> segments = new ArrayList<>();
            for (JsonNode item : content.path("msg_item")) {
                segments.addAll(segments(item, mentioned && segments.isEmpty()));
            }
            return segments;
        }
        String text = Json.text(content, "content");
        return List.of(switch (type) {
            case "text" -> new Segment.Text(mentioned ? MENTION.matcher(text).replaceFirst("") : text);
            case "image" -> new Segment.Image(media(content));
            case "voice" ->
                new Segment.Voice(content.has(URL) ? media(content) : Media.reference("", "", "", -1, Map.of()), text);
            case "video" -> new Segment.Video(media(content));
            case "file" -> new Segment.File(media(content));
            case "" -> throw new IllegalArgumentException("msgtype is missing");
            default -> new Segment.Unknown(type, Json.texts(content));
        });
    }

    private Media media(JsonNode content) {
        return keep.apply(Map.of(URL, Json.text(content, URL), KEY, Json.text(content, KEY)));
    }

    /// Reads what an application is told: one message or event.
    ///
    /// @throws IllegalArgumentException when it lacks what all have
    static InboundEvent callback(Map<String, String> fields) {
        String from = fields.getOrDefault("FromUserName", "");
        String type = fields.getOrDefault("MsgType", "");
        String created = fields.getOrDefault("CreateTime", "");
        if (from.isEmpty() || type.isEmpty() || !created.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("FromUserName, MsgType or CreateTime is missing");
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(created));
        if (type.equals("event")) {
            String name = fields.getOrDefault("Event", "").toLowerCase(Locale.ROOT);
            String key = fields.getOrDefault("EventKey", "");
            return new NoticeEvent(named(name).id(from + "-" + created + "-" + name + key).time(time).once(true)
                    .chat(Chat.direct(from)).person(Person.of(from, "")).putAll(fields)
                    .put("button_id", name.equals(PRESSED) ? key : null).build());
        }
        // Numbers of messages may come again with another sender.
        String id = fields.getOrDefault("MsgId", "");
        return MessageEvent.in(Chat.direct(from), Person.of(from, "")).messageId(id).id(from + "-" + id).time(time)
                .segments(List.of(segment(type, fields))).once(true).build();
    }

    private static Segment segment(String type, Map<String, String> fields) {
        return switch (type) {
            case "text" -> new Segment.Text(fields.getOrDefault("Content", ""));
            case "image" -> new Segment.Image(media(fields, fields.getOrDefault("PicUrl", "")));
            case "voice" -> new Segment.Voice(media(fields, ""), fields.getOrDefault("Recognition", ""));
            case "video" -> new Segment.Video(media(fields, ""));
            case "file" -> new Segment.File(media(fields, ""));
            default -> new Segment.Unknown(type, fields);
        };
    }

    private static Media media(Map<String, String> fields, String url) {
        return Media.reference(url, fields.getOrDefault("FileName", ""), "", -1,
                Map.of(MEDIA_ID, fields.getOrDefault("MediaId", "")));
    }
}
