package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Segments;
import dev.botyard.adapters.satori.Elements.Element;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads events and what their messages are made of. Pure functions.
final class SatoriInbound {
    private SatoriInbound() {}

    /// The login that an event is for; older servers name it at the top.
    static JsonNode login(JsonNode event) {
        if (event.path("login").isObject()) {
            return event.path("login");
        }
        return Json.parse(Json.object(out -> {
            out.writeStringProperty("platform", Json.text(event, "platform"));
            out.writeObjectPropertyStart("user");
            out.writeStringProperty("id", Json.text(event, "self_id"));
            out.writeEndObject();
        }));
    }

    /// The number of an event; older servers call it `id`.
    static String number(JsonNode event) {
        return Json.first(event, "sn", "id");
    }

    /// An event.
    ///
    /// @param im   the account's IM type
    /// @param once whether the server does not send it again
    static InboundEvent read(JsonNode event, String im, boolean once) {
        String type = Json.text(event, "type");
        return switch (type) {
            case "message-created" -> message(event, once);
            case "guild-member-request" -> request(event, im, EventNames.GROUP_REQUEST, "add", once);
            case "guild-request" -> request(event, im, EventNames.GROUP_REQUEST, "invite", once);
            case "friend-request" -> request(event, im, EventNames.FRIEND_REQUEST, "", once);
            default -> new NoticeEvent(details(event, im, "notice", name(type), once).build());
        };
    }

    private static String name(String type) {
        return switch (type) {
            case "message-deleted" -> EventNames.MESSAGE_RECALL;
            case "guild-member-added" -> EventNames.GROUP_MEMBER_JOIN;
            case "guild-member-removed" -> EventNames.GROUP_MEMBER_LEAVE;
            case "message-updated" -> EventNames.MESSAGE_EDIT;
            case "reaction-added", "reaction-removed" -> EventNames.MESSAGE_REACTION;
            case "interaction/button" -> EventNames.BUTTON_PRESS;
            default -> EventNames.NOTICE;
        };
    }

    private static InboundEvent request(JsonNode event, String im, String name, String detail, boolean once) {
        return new RequestEvent(details(event, im, "request", name, once).put("flag", Json.text(event.path("message"), "id"))
                .put("sub_type", detail.isEmpty() ? null : detail).put("comment", Json.text(event.path("message"), "content"))
                .build());
    }

    private static EventDetails.Builder details(JsonNode event, String im, String kind, String name, boolean once) {
        Person person = person(event);
        String number = number(event);
        EventDetails.Builder details = EventDetails.named(name).nativeName(im + "-" + kind + "-" + Json.text(event, "type"))
                .id(number.isEmpty() ? "" : Json.text(event, "type") + "/" + number + "/" + Json.text(event, "timestamp"))
                .person(person)
                .once(once).putAll(Json.map(event)).put("user_id", present(person.id()))
                .put("operator_id", present(Json.text(event.path("operator"), "id")))
                .put("message_id", present(Json.text(event.path("message"), "id")))
                .put("emoji_id", present(Json.text(event.path("emoji"), "id")))
                .put("button", present(Json.text(event.path("button"), "id")))
                .put("button_id", present(Json.text(event.path("button"), "id")));
        switch (Json.text(event, "type")) {
            case "message-updated" -> details.put("text", Json.text(event.path("message"), "content"));
            case "reaction-added" -> details.put("emoji", Json.text(event.path("emoji"), "id")).put("sub_type", "add");
            case "reaction-removed" -> details.put("emoji", Json.text(event.path("emoji"), "id")).put("sub_type", "remove");
            default -> {
                // As the server tells it.
            }
        }
        if (!Json.text(event.path("channel"), "id").isEmpty() || !Json.text(event.path("guild"), "id").isEmpty()) {
            Chat chat = chat(event);
            details.chat(chat).put("group_id", chat.shared() ? chat.id() : null);
        }
        if (Json.number(event, "timestamp") > 0) {
            details.time(Instant.ofEpochMilli(Json.number(event, "timestamp")));
        }
        return details;
    }

    private static Object present(String text) {
        return text.isEmpty() ? null : text;
    }

    private static MessageEvent message(JsonNode event, boolean once) {
        JsonNode message = event.path("message");
        Person sender = person(event);
        if (sender.id().isEmpty() || Json.text(event.path("channel"), "id").isEmpty()) {
            throw new IllegalArgumentException("a message without a person or a channel");
        }
        List<Segment> segments = new ArrayList<>();
        quote(message.path("quote"), segments);
        segments.addAll(segments(Json.text(message, "content")));
        String id = Json.text(message, "id");
        MessageEvent.Builder built = MessageEvent.in(chat(event), sender).messageId(id).segments(Segments.joined(segments))
                .once(once)
                .own(sender.id().equals(Json.text(login(event).path("user"), "id"))).raw(event.toString());
        if (id.isEmpty() && !number(event).isEmpty()) {
            built.id("sn/" + number(event) + "/" + Json.text(event, "timestamp"));
        }
        long time = Json.number(event, "timestamp") > 0 ? Json.number(event, "timestamp") : Json.number(message, "created_at");
        return time > 0 ? built.time(Instant.ofEpochMilli(time)).build() : built.build();
    }

    /// A private chat is named by the person, a group by its channel.
    static Chat chat(JsonNode event) {
        JsonNode channel = event.path("channel");
        JsonNode guild = event.path("guild");
        if (Chats.direct(event)) {
            String other = Json.text(event.path("user"), "id");
            return Chat.direct(other.isEmpty() ? Json.text(channel, "id") : other);
        }
        String id = Json.text(channel, "id");
        return Chat.group(id.isEmpty() ? Json.text(guild, "id") : id,
                Json.text(channel, "name").isEmpty() ? Json.text(guild, "name") : Json.text(channel, "name"));
    }

    private static Person person(JsonNode event) {
        JsonNode user = event.path("user").isObject() ? event.path("user") : event.path("member").path("user");
        String nick = Json.text(event.path("member"), "nick");
        return Person.of(Json.text(user, "id"), nick.isEmpty() ? Json.first(user, "nick", "name") : nick)
                .avatarUrl(Json.text(user, "avatar"));
    }

    private static void quote(JsonNode quote, List<Segment> into) {
        String id = Json.text(quote, "id");
        if (!id.isEmpty()) {
            into.add(new Segment.Reply(id, words(Elements.parse(Json.text(quote, "content")))));
        }
    }

    private static String words(List<Element> elements) {
        StringBuilder words = new StringBuilder();
        segments(elements).forEach(segment -> words.append(segment.asText()));
        return words.toString();
    }

    /// The parts of a content.
    static List<Segment> segments(String content) {
        return segments(Elements.parse(content));
    }

    private static List<Segment> segments(List<Element> elements) {
        List<Segment> segments = new ArrayList<>();
        elements.forEach(element -> add(element, segments));
        return Segments.joined(segments);
    }

    private static void add(Element element, List<Segment> into) {
        switch (element.name()) {
            case "" -> into.add(new Segment.Text(element.text()));
            case "br" -> into.add(new Segment.Text("\n"));
            case "p" -> paragraph(element, into);
            case "at" -> into.add(at(element));
            case "sharp" -> into.add(new Segment.Text("#" + named(element)));
            case "emoji", "face" -> into.add(new Segment.Face(named(element, "id", "name")));
            case "img", "image" -> into.add(new Segment.Image(media(element)));
            case "audio" -> into.add(new Segment.Voice(media(element), ""));
            case "video" -> into.add(new Segment.Video(media(element)));
            case "file" -> into.add(new Segment.File(media(element)));
            case "quote" -> into.add(new Segment.Reply(element.attribute("id"), words(element.children())));
            case "a" -> {
                String words = element.words();
                String href = element.attribute("href");
                into.add(new Segment.Text(words.isEmpty() || words.equals(href) ? href : words + " (" + href + ")"));
            }
            case "message" -> {
                if (element.attribute("forward").equals("true")) {
                    into.add(forward(element));
                } else {
                    into.addAll(segments(element.children()));
                }
            }
            case "author" -> {
            }
            case "b", "strong", "i", "em", "u", "ins", "s", "del", "spl", "code", "sup", "sub", "button", "template" ->
                into.addAll(segments(element.children()));
            default -> {
                Map<String, String> data = new HashMap<>(element.attributes());
                if (!element.words().isEmpty()) {
                    data.put("content", element.words());
                }
                into.add(new Segment.Unknown(element.name(), data));
            }
        }
    }

    private static void paragraph(Element element, List<Segment> into) {
        if (!into.isEmpty()) {
            into.add(new Segment.Text("\n"));
        }
        into.addAll(segments(element.children()));
    }

    private static Segment at(Element element) {
        if (element.attribute("type").equals("all")) {
            return new Segment.AtAll();
        }
        return element.attribute("id").isEmpty()
                ? new Segment.Text("@" + named(element, "name", "role", "type"))
                : new Segment.At(element.attribute("id"), element.attribute("name"));
    }

    private static String named(Element element, String... keys) {
        for (String key : keys.length == 0 ? new String[]{"name", "id"} : keys) {
            if (!element.attribute(key).isEmpty()) {
                return element.attribute(key);
            }
        }
        return "";
    }

    /// What only the server can fetch is asked for when a script wants it.
    private static Media media(Element element) {
        String source = named(element, "src", "url");
        boolean direct = source.startsWith("http://") || source.startsWith("https://");
        return Media.reference(direct ? source : "", named(element, "title", "file"), "", -1, Map.of("src", source));
    }

    private static Segment forward(Element element) {
        List<ForwardNode> nodes = new ArrayList<>();
        for (Element child : element.children()) {
            if (child.name().equals("message")) {
                Element author = child.children().stream().filter(each -> each.name().equals("author")).findFirst()
                        .orElse(Element.text(""));
                nodes.add(
                        new ForwardNode(Person.of(author.attribute("id"), author.attribute("name")), segments(child.children())));
            }
        }
        return new Segment.Forward(element.attribute("id"), nodes);
    }
}
