package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads events of rooms. Without input or output.
///
/// @param self the bot's own user id
record MatrixInbound(String self, MatrixRooms rooms, boolean takesNotices) {

    /// @return empty for what means nothing to scripts
    Optional<InboundEvent> read(String room, JsonNode event) {
        String id = Json.text(event, "event_id");
        String sender = Json.text(event, "sender");
        JsonNode content = event.path("content");
        if (id.isEmpty() || sender.isEmpty() || !content.isObject() || event.path("unsigned").has("redacted_because")) {
            return Optional.empty();
        }
        JsonNode relation = content.path("m.relates_to");
        return switch (Json.text(event, "type")) {
            case "m.room.message" -> Json.text(relation, "rel_type").equals("m.replace")
                    ? Optional.of(notice(EventNames.MESSAGE_EDIT, "edit", room, event,
                            Map.of("message_id", Json.text(relation, "event_id"), "text",
                                    Json.text(content.path("m.new_content"), "body"))))
                    : message(room, event, content);
            case "m.sticker" -> Optional.of(said(room, event, List.of(new Segment.Image(media(content)))));
            case "m.reaction" -> Optional.of(notice(EventNames.MESSAGE_REACTION, "reaction", room, event,
                    Map.of("message_id", Json.text(relation, "event_id"), "emoji", Json.text(relation, "key"), "reaction",
                            Json.text(relation, "key"), "sub_type", "add")));
            case "m.room.redaction" ->
                Optional.of(new NoticeEvent(details(EventNames.MESSAGE_RECALL, "redaction", room, event, sender)
                        .put("message_id",
                                Json.first(event, "redacts").isEmpty()
                                        ? Json.text(content, "redacts")
                                        : Json.text(event, "redacts"))
                        .put("operator_id", sender).put("reason", Json.text(content, "reason")).build()));
            case "m.room.member" -> member(room, event, content);
            default -> Optional.empty();
        };
    }

    private Optional<InboundEvent> message(String room, JsonNode event, JsonNode content) {
        String kind = Json.text(content, "msgtype");
        boolean own = Json.text(event, "sender").equals(self);
        if (kind.isEmpty() || kind.equals("m.notice") && !takesNotices && !own) {
            return Optional.empty();
        }
        JsonNode relation = content.path("m.relates_to");
        String quoted = Json.text(relation.path("m.in_reply_to"), "event_id");
        if (Json.text(relation, "rel_type").equals("m.thread")) {
            rooms.thread(Json.text(event, "event_id"), Json.text(relation, "event_id"));
            quoted = Json.flag(relation, "is_falling_back", false) ? "" : quoted;
        }
        List<Segment> segments = new ArrayList<>();
        if (!quoted.isEmpty()) {
            segments.add(new Segment.Reply(quoted, ""));
        }
        segments.addAll(mentions(room, content));
        String body = Json.text(content, "body");
        String text = quoted.isEmpty() ? body : withoutQuotation(body);
        switch (kind) {
            case "m.text", "m.notice", "m.server_notice" -> segments.add(new Segment.Text(text));
            case "m.emote" -> segments.add(new Segment.Text("* " + rooms.name(room, Json.text(event, "sender")) + " " + text));
            case "m.image", "m.audio", "m.video", "m.file" -> medium(kind, content, segments);
            default -> segments.add(new Segment.Unknown(kind, Json.texts(content)));
        }
        return Optional.of(said(room, event, segments));
    }

    private MessageEvent said(String room, JsonNode event, List<Segment> segments) {
        String sender = Json.text(event, "sender");
        return MessageEvent.in(rooms.chat(room), Person.of(sender, rooms.name(room, sender)))
                .messageId(Json.text(event, "event_id"))
                .time(time(event)).segments(segments).own(sender.equals(self)).once(true).raw(event.toString()).build();
    }

    private static Instant time(JsonNode event) {
        return Instant.ofEpochMilli(Json.number(event, "origin_server_ts"));
    }

    /// Whom the text names is told beside it; where each stands in it is not.
    private List<Segment> mentions(String room, JsonNode content) {
        List<Segment> mentions = new ArrayList<>();
        JsonNode told = content.path("m.mentions");
        for (JsonNode user : told.path("user_ids")) {
            mentions.add(new Segment.At(Json.text(user), rooms.name(room, Json.text(user))));
        }
        if (Json.flag(told, "room", false)) {
            mentions.add(new Segment.AtAll());
        }
        return mentions;
    }

    /// Older clients put what they quote before the answer.
    private static String withoutQuotation(String body) {
        if (!body.startsWith("> ")) {
            return body;
        }
        int end = body.indexOf("\n\n");
        return end < 0 ? body : body.substring(end + 2);
    }

    private static void medium(String kind, JsonNode content, List<Segment> segments) {
        if (content.has("file")) {
            segments.add(new Segment.Unknown("encrypted " + kind.substring(2), Map.of("body", Json.text(content, "body"))));
            return;
        }
        Media media = media(content);
        segments.add(switch (kind) {
            case "m.image" -> new Segment.Image(media);
            case "m.audio" -> new Segment.Voice(media, "");
            case "m.video" -> new Segment.Video(media);
            default -> new Segment.File(media);
        });
        String body = Json.text(content, "body");
        if (content.has("filename") && !Json.text(content, "filename").equals(body)) {
            segments.add(new Segment.Text(body));
        }
    }

    private static Media media(JsonNode content) {
        JsonNode info = content.path("info");
        String name = Json.first(content, "filename", "body");
        return Media.reference("", name, Json.text(info, "mimetype"), info.has("size") ? Json.number(info, "size") : -1,
                Map.of("url", Json.text(content, "url"), "name", name));
    }

    /// A change of a name comes as a member event too: what counts is that the membership is another one.
    private Optional<InboundEvent> member(String room, JsonNode event, JsonNode content) {
        String who = Json.text(event, "state_key");
        String now = Json.text(content, "membership");
        JsonNode before = event.path("unsigned").has("prev_content")
                ? event.path("unsigned").path("prev_content")
                : event.path("prev_content");
        String was = Json.text(before, "membership");
        boolean left = (now.equals("leave") || now.equals("ban")) && was.equals("join");
        if (!(now.equals("join") && !was.equals("join")) && !left) {
            return Optional.empty();
        }
        String by = Json.text(event, "sender");
        String how = !left ? "join" : now.equals("ban") ? "ban" : by.equals(who) ? "leave" : "kick";
        return Optional.of(new NoticeEvent(
                details(left ? EventNames.GROUP_MEMBER_LEAVE : EventNames.GROUP_MEMBER_JOIN, "member-" + how, room,
                        event, who).put("sub_type", how).put("operator_id", by).put("reason", Json.text(content, "reason"))
                        .build()));
    }

    private NoticeEvent notice(String name, String kind, String room, JsonNode event, Map<String, ?> data) {
        return new NoticeEvent(details(name, kind, room, event, Json.text(event, "sender")).putAll(data).build());
    }

    private EventDetails.Builder details(String name, String kind, String room, JsonNode event, String person) {
        return EventDetails.named(name).nativeName("matrix-notice-" + kind).id(Json.text(event, "event_id")).time(time(event))
                .once(true)
                .chat(rooms.chat(room)).person(Person.of(person, rooms.name(room, person))).put("user_id", person)
                .put("group_id", rooms.chat(room).shared() ? room : null);
    }

    /// An invitation, for scripts to answer.
    static RequestEvent invitation(String room, String inviter, Instant now) {
        return new RequestEvent(EventDetails.named(EventNames.GROUP_REQUEST).nativeName("matrix-request-invite")
                .id("invite " + room + " " + inviter)
                .time(now).once(true).person(Person.of(inviter, ""))
                .putAll(new HashMap<>(Map.of("user_id", inviter, "group_id", room, "flag", room, "sub_type", "invite"))).build());
    }

    /// That a room cannot be read, once.
    NoticeEvent unreadable(String room, JsonNode event) {
        return notice(EventNames.NOTICE, "encrypted", room, event,
                Map.of("text", "this room is end-to-end encrypted, which this adapter does not read"));
    }
}
