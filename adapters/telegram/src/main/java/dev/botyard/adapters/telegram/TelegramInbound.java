package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads updates. Without input or output; thread-safe.
///
/// @param botId    of the account
/// @param username of the account, without `@`
record TelegramInbound(String botId, String username) {
    /// What is said without having a kind of segment here.
    private static final Set<String> OTHER_CONTENT = Set.of("location", "venue", "contact", "poll", "dice", "game", "story",
            "invoice",
            "checklist", "paid_media", "giveaway", "rich_message");
    /// What a message has beside what it says, or what happened.
    private static final Set<String> ENVELOPE = Set.of("message_id", "message_thread_id", "is_topic_message", "from",
            "sender_chat", "date",
            "edit_date", "chat", "forward_origin", "is_automatic_forward", "reply_to_message", "external_reply", "quote",
            "via_bot",
            "has_protected_content", "author_signature", "reply_markup", "link_preview_options");
    /// In this order: an animation has a `document` beside it.
    private static final List<String> MEDIA = List.of("animation", "photo", "voice", "audio", "video", "video_note", "document",
            "sticker");

    /// What an update tells.
    ///
    /// @throws IllegalArgumentException when it is none
    List<InboundEvent> read(JsonNode update) {
        String id = "u" + required(update, "update_id");
        for (Map.Entry<String, JsonNode> property : update.properties()) {
            JsonNode value = property.getValue();
            if (value.isObject()) {
                return switch (property.getKey()) {
                    case "message", "channel_post" -> said(value, id);
                    case "chat_member", "my_chat_member" -> List.of(membership(property.getKey(), value, id));
                    case "chat_join_request" ->
                        List.of(new RequestEvent(details(EventNames.GROUP_REQUEST, "request", "group", value,
                                id).put("sub_type", "add").put("comment", Json.text(value, "bio"))
                                .put("flag", Json.text(value.path("chat"), "id") + ":" + Json.text(value.path("from"), "id"))
                                .build()));
                    default -> List.of(notice(property.getKey(), value, id));
                };
            }
        }
        throw new IllegalArgumentException("an update of no known kind");
    }

    /// The message of an update that is one of several which belong together, else a missing node.
    static JsonNode albumItem(JsonNode update) {
        JsonNode message = update.has("message") ? update.path("message") : update.path("channel_post");
        return Json.text(message, "media_group_id").isEmpty() ? update.path("") : message;
    }

    /// The id of the chat that an update is about, `""` for none.
    static String chatOf(JsonNode update) {
        for (JsonNode value : update) {
            JsonNode message = value.path("message").isObject() ? value.path("message") : value;
            if (message.path("chat").isObject()) {
                return Json.text(message.path("chat"), "id");
            }
        }
        return "";
    }

    private static String required(JsonNode node, String key) {
        String value = Json.text(node, key);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("something without " + key);
        }
        return value;
    }

    private List<InboundEvent> said(JsonNode message, String id) {
        required(message, "message_id");
        List<InboundEvent> events = new ArrayList<>();
        message.path("new_chat_members").forEach(member -> events.add(joined(message, member)));
        if (message.has("left_chat_member")) {
            events.add(left(message, message.path("left_chat_member")));
        }
        if (!events.isEmpty()) {
            return events;
        }
        if (!segments(message).isEmpty()) {
            return List.of(message(List.of(message)));
        }
        return message.propertyNames().stream().filter(key -> !ENVELOPE.contains(key)).findFirst()
                .<List<InboundEvent>>map(key -> List.of(notice(key, message, id)))
                .orElseThrow(() -> new IllegalArgumentException("a message that says nothing"));
    }

    /// A message, or what belongs together of several.
    MessageEvent message(List<JsonNode> items) {
        JsonNode first = items.getFirst();
        List<Segment> segments = new ArrayList<>();
        quote(first).ifPresent(segments::add);
        items.forEach(item -> segments.addAll(segments(item)));
        return MessageEvent.in(chat(first.path("chat")), sender(first)).messageId(Place.of(first).toString())
                .time(Instant.ofEpochSecond(Json.number(first, "date")))
                .own(Json.text(first.path("from"), "id").equals(botId)).segments(segments).once(true).build();
    }

    private List<Segment> segments(JsonNode message) {
        List<Segment> segments = new ArrayList<>();
        MEDIA.stream().filter(message::has).findFirst().ifPresent(kind -> segments.add(medium(kind, message.get(kind))));
        OTHER_CONTENT.stream().filter(message::has).limit(1)
                .forEach(kind -> segments.add(new Segment.Unknown(kind, Json.texts(message.get(kind)))));
        words(Json.text(message, "text"), message.path("entities"), segments);
        words(Json.text(message, "caption"), message.path("caption_entities"), segments);
        return segments;
    }

    /// Text with those mentions that name a person by id, or this bot. Offsets count UTF-16 units, as Java does.
    private void words(String text, JsonNode entities, List<Segment> segments) {
        String name = "@" + username;
        StringBuilder plain = new StringBuilder();
        int done = 0;
        for (JsonNode entity : entities) {
            int from = (int) Json.number(entity, "offset");
            int to = from + (int) Json.number(entity, "length");
            if (from < done || to > text.length() || to <= from) {
                continue;
            }
            String part = text.substring(from, to);
            String type = Json.text(entity, "type");
            boolean command = type.equals("bot_command")
                    && part.regionMatches(true, part.length() - name.length(), name, 0, name.length());
            String whom = type.equals("text_mention")
                    ? Json.text(entity.path("user"), "id")
                    : type.equals("mention") && part.equalsIgnoreCase("@" + username) ? botId : "";
            if (command) {
                plain.append(text, done, to - username.length() - 1);
                done = to;
            } else if (!whom.isEmpty()) {
                plain.append(text, done, from);
                add(plain, segments);
                segments.add(new Segment.At(whom, part.startsWith("@") ? part.substring(1) : part));
                done = to;
            }
        }
        add(plain.append(text, done, text.length()), segments);
    }

    private static void add(StringBuilder plain, List<Segment> segments) {
        if (!plain.isEmpty()) {
            segments.add(new Segment.Text(plain.toString()));
            plain.setLength(0);
        }
    }

    private static Segment medium(String kind, JsonNode node) {
        JsonNode facts = node.isArray() && !node.isEmpty() ? node.get(node.size() - 1) : node;
        String mime = Json.text(facts, "mime_type");
        Map<String, String> platform = new LinkedHashMap<>(Map.of("file_id", Json.text(facts, "file_id"), "kind", kind));
        for (String key : List.of("file_unique_id", "emoji", "set_name", "duration", "performer", "title")) {
            if (facts.hasNonNull(key)) {
                platform.put(key, Json.text(facts, key));
            }
        }
        String name = Json.text(facts, "file_name");
        Media media = Media.reference("", name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1),
                switch (kind) {
                    case "photo" -> "image/jpeg";
                    case "sticker" -> Json.flag(facts, "is_video", false)
                            ? "video/webm"
                            : Json.flag(facts, "is_animated", false) ? "application/x-tgsticker" : "image/webp";
                    case "video_note" -> "video/mp4";
                    default -> mime;
                }, facts.has("file_size") ? Json.number(facts, "file_size") : -1, platform);
        return switch (kind) {
            case "photo" -> new Segment.Image(media);
            case "sticker" -> media.mimeType().startsWith("image/") ? new Segment.Image(media) : new Segment.File(media);
            case "voice" -> new Segment.Voice(media, "");
            case "video", "video_note", "animation" -> new Segment.Video(media);
            default -> new Segment.File(media);
        };
    }

    /// In a topic every message that answers none names the beginning of the topic.
    private Optional<Segment> quote(JsonNode message) {
        JsonNode quoted = message.path("reply_to_message");
        if (!quoted.isObject() || quoted.has("forum_topic_created")) {
            return Optional.empty();
        }
        String part = Json.text(message.path("quote"), "text");
        return Optional.of(new Segment.Reply(Place.of(quoted).toString(), part.isEmpty()
                ? segments(quoted).stream().map(Segment::asText).collect(Collectors.joining())
                : part));
    }

    private static Chat chat(JsonNode chat) {
        String id = required(chat, "id");
        return switch (Json.text(chat, "type")) {
            case "private" -> Chat.direct(id);
            case "channel" -> new Chat(ChatKind.CHANNEL, id, Json.text(chat, "title"));
            default -> Chat.group(id, Json.text(chat, "title"));
        };
    }

    /// Administrators who hide, and channels, speak as a chat; the person beside it is a placeholder then.
    private static Person sender(JsonNode message) {
        JsonNode chat = message.path("sender_chat");
        return chat.isObject() ? Person.of(Json.text(chat, "id"), Json.text(chat, "title")) : person(message.path("from"));
    }

    static Person person(JsonNode user) {
        String name = (Json.text(user, "first_name") + " " + Json.text(user, "last_name")).strip();
        return Person.of(Json.text(user, "id"), name.isEmpty() ? Json.text(user, "username") : name);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return Json.text(one, "id").equals(Json.text(other, "id"));
    }

    private static NoticeEvent notice(String kind, JsonNode value, String id) {
        EventDetails.Builder details = details(switch (kind) {
            case "edited_message", "edited_channel_post" -> EventNames.MESSAGE_EDIT;
            case "message_reaction" -> EventNames.MESSAGE_REACTION;
            case "callback_query" -> EventNames.BUTTON_PRESS;
            default -> EventNames.NOTICE;
        }, "notice", kind, value, id);
        switch (kind) {
            case "edited_message", "edited_channel_post" -> details.put("text", Json.first(value, "text", "caption"));
            case "message_reaction" -> {
                boolean added = !value.path("new_reaction").isEmpty();
                JsonNode reaction = value.path(added ? "new_reaction" : "old_reaction").path(0);
                details.put("sub_type", added ? "add" : "remove").put("emoji", Json.first(reaction, "emoji", "custom_emoji_id"));
            }
            case "callback_query" -> details.put("button_id", Json.text(value, "data"));
            default -> {
                // As Telegram tells it.
            }
        }
        return new NoticeEvent(details.build());
    }

    private static EventDetails.Builder details(String name, String post, String type, JsonNode value, String id) {
        JsonNode message = value.path("message").isObject() ? value.path("message") : value;
        JsonNode user = value.path("from").isObject() ? value.path("from") : value.path("user");
        long date = Math.max(Json.number(value, "edit_date"), Json.number(message, "date"));
        EventDetails.Builder details = EventDetails.named(name).nativeName("telegram-" + post + "-" + type).id(id).once(true)
                .person(user.isObject() ? person(user) : sender(value)).putAll(Json.map(value)).put(post + "_type", type)
                .put("user_id", Json.text(user, "id"));
        if (message.path("chat").isObject()) {
            Chat chat = chat(message.path("chat"));
            details.chat(chat).put(chat.shared() ? "group_id" : "chat_id", chat.id());
        }
        if (message.has("message_id")) {
            details.put("message_id", Place.of(message).toString());
        }
        // Of a button only the message is dated, and that was long before.
        return date > 0 && !type.equals("callback_query") ? details.time(Instant.ofEpochSecond(date)) : details;
    }

    private static NoticeEvent joined(JsonNode about, JsonNode member) {
        return moved(EventNames.GROUP_MEMBER_JOIN, "group_increase", same(member, about.path("from")) ? "approve" : "invite",
                about, member);
    }

    private static NoticeEvent left(JsonNode about, JsonNode member) {
        return moved(EventNames.GROUP_MEMBER_LEAVE, "group_decrease", same(member, about.path("from")) ? "leave" : "kick", about,
                member);
    }

    /// Who joins is told twice where the bot is an administrator, by a message in the group and by a change of members: under one id.
    private static NoticeEvent moved(String name, String type, String sub, JsonNode about, JsonNode member) {
        String id = type + ":" + Json.text(about.path("chat"), "id") + ":" + Json.text(member, "id") + ":"
                + Json.text(about, "date");
        return new NoticeEvent(details(name, "notice", type, about, id).person(person(member)).put("sub_type", sub)
                .put("user_id", Json.text(member, "id")).put("operator_id", Json.text(about.path("from"), "id")).build());
    }

    private static NoticeEvent membership(String kind, JsonNode change, String id) {
        JsonNode before = change.path("old_chat_member");
        JsonNode after = change.path("new_chat_member");
        JsonNode member = after.path("user");
        boolean shared = chat(change.path("chat")).shared();
        if (shared && inside(before) != inside(after)) {
            return inside(after) ? joined(change, member) : left(change, member);
        }
        if (shared && silenced(before) != silenced(after)) {
            return silenced(after)
                    ? moved(EventNames.GROUP_MEMBER_BAN, "group_ban", "ban", change, member)
                    : moved(EventNames.GROUP_MEMBER_UNBAN, "group_ban", "lift_ban", change, member);
        }
        return new NoticeEvent(details(EventNames.NOTICE, "notice", kind, change, id).person(person(member))
                .put("status", Json.text(after, "status")).build());
    }

    private static boolean inside(JsonNode member) {
        return switch (Json.text(member, "status")) {
            case "creator", "administrator", "member" -> true;
            case "restricted" -> Json.flag(member, "is_member", false);
            default -> false;
        };
    }

    private static boolean silenced(JsonNode member) {
        return Json.text(member, "status").equals("restricted") && !Json.flag(member, "can_send_messages", true);
    }

    /// Where a message stands: numbers of messages count within a chat, and an answer has to name the topic that it belongs to.
    ///
    /// @param topic   `""` outside of topics
    /// @param message `""` for the chat as a whole
    record Place(String chat, String topic, String message) {
        static Place of(JsonNode message) {
            return new Place(Json.text(message.path("chat"), "id"),
                    Json.flag(message, "is_topic_message", false) ? Json.text(message, "message_thread_id") : "",
                    Json.text(message, "message_id"));
        }

        /// Of a message's id as scripts know it; one that is a number alone is of `chat`.
        static Place ofMessage(String id, String chat) {
            String[] parts = id.split("/", -1);
            return switch (parts.length) {
                case 1 -> new Place(chat, "", id);
                case 2 -> new Place(parts[0], "", parts[1]);
                default -> new Place(parts[0], parts[1], parts[2]);
            };
        }

        /// Of a chat's id, to which scripts may add a topic.
        static Place ofChat(String id) {
            String[] parts = id.split("/", 2);
            return new Place(parts[0], parts.length > 1 ? parts[1] : "", "");
        }

        @Override
        public String toString() {
            return chat + "/" + (topic.isEmpty() ? "" : topic + "/") + message;
        }
    }
}
