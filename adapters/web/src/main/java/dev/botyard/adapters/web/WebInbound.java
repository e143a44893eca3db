package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What people do on the page, as events of the host.
final class WebInbound {
    private WebInbound() {}

    static InboundEvent said(WebAccount account, Message message) {
        return MessageEvent.in(message.chat().chat(name(account, message.chat())), person(account, message.from()))
                .messageId(message.id())
                .time(Instant.ofEpochMilli(message.time()))
                .segments(message.parts().stream().map(part -> segment(account, part)).toList())
                .raw(Wire.write(message))
                .once(true)
                .build();
    }

    static InboundEvent recalled(WebAccount account, Message message, Instant now) {
        return new NoticeEvent(
                details(account, EventNames.MESSAGE_RECALL, message.chat().shared() ? "group_recall" : "friend_recall",
                        message.chat(), message.from(), now).put("message_id", message.id()).put("operator_id", message.from())
                        .build());
    }

    static InboundEvent joined(WebAccount account, String groupId, String userId, Instant now) {
        return member(account, EventNames.GROUP_MEMBER_JOIN, "group_increase-approve", groupId, userId, now);
    }

    static InboundEvent left(WebAccount account, String groupId, String userId, Instant now) {
        return member(account, EventNames.GROUP_MEMBER_LEAVE, "group_decrease-leave", groupId, userId, now);
    }

    /// A medium of the page as scripts read it: a file on the host's disk.
    static Media reference(WebAccount account, Stored stored) {
        return Media.reference(account.media().path(stored).toString(), stored.name(), stored.mime(), stored.size(),
                Map.of("media_id", stored.id()));
    }

    private static InboundEvent member(WebAccount account, String name, String nativeName, String groupId, String userId,
            Instant now) {
        return new NoticeEvent(details(account, name, nativeName, Place.group(groupId), userId, now).build());
    }

    private static EventDetails.Builder details(WebAccount account, String name, String nativeName, Place place, String userId,
            Instant now) {
        return EventDetails.named(name)
                .nativeName("web-notice-" + nativeName)
                .id(UUID.randomUUID().toString())
                .time(now)
                .chat(place.chat(name(account, place)))
                .person(person(account, userId))
                .once(true)
                .put("user_id", userId)
                .put("group_id", place.shared() ? place.id() : null);
    }

    private static Segment segment(WebAccount account, Part part) {
        return switch (part.type()) {
            case "at" -> new Segment.At(part.id(), part.name());
            case "at_all" -> new Segment.AtAll();
            case "reply" -> new Segment.Reply(part.id(), part.text());
            case "image" -> new Segment.Image(medium(account, part));
            case "voice" -> new Segment.Voice(medium(account, part), "");
            case "video" -> new Segment.Video(medium(account, part));
            case "file" -> new Segment.File(medium(account, part));
            default -> new Segment.Text(part.text());
        };
    }

    private static Media medium(WebAccount account, Part part) {
        return account.media().find(part.media()).map(stored -> reference(account, stored))
                .orElseGet(() -> Media.reference("", part.name(), part.mime(), part.size(), Map.of("media_id", part.media())));
    }

    private static Person person(WebAccount account, String userId) {
        return Person.of(userId, account.room().user(userId).name());
    }

    private static String name(WebAccount account, Place place) {
        return place.shared() ? account.room().group(place.id()).map(group -> group.name()).orElse("") : "";
    }
}
