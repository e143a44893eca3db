package dev.botyard.adapters.weixin;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.weixin.wire.MediaKey;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Reads messages. Without input or output, except that it looks up quoted texts. Thread-safe.
final class WeixinInbound {
    private static final int TEXT = 1;
    private static final int IMAGE = 2;
    private static final int VOICE = 3;
    private static final int FILE = 4;
    private static final int VIDEO = 5;
    private static final int BY_BOT = 2;

    private final Clock clock;
    private final Recollection said;

    WeixinInbound(Clock clock, Recollection said) {
        this.clock = clock;
        this.said = said;
    }

    /// Reads one message. A bot is not known to be in groups; should a message of one come all the same, what is said there is no secret
    /// between two.
    ///
    /// @throws IllegalArgumentException when it lacks what every message has
    MessageEvent read(JsonNode message) {
        boolean own = Json.number(message, "message_type") == BY_BOT;
        String from = Json.text(message, "from_user_id");
        String partner = own ? Json.text(message, "to_user_id") : from;
        if (partner.isEmpty()) {
            throw new IllegalArgumentException("a message without " + (own ? "to_user_id" : "from_user_id"));
        }
        String messageId = messageId(message);
        List<Segment> segments = new ArrayList<>();
        for (JsonNode item : items(message)) {
            quote(item).ifPresent(segments::add);
            segments.add(segment(item));
        }
        String group = Json.text(message, "group_id");
        Chat chat = group.isEmpty() ? Chat.direct(partner) : Chat.group(group, "");
        MessageEvent.Builder event = MessageEvent.in(chat, Person.of(from, "")).messageId(messageId)
                .id(eventId(message, messageId, from));
        long created = Json.number(message, "create_time_ms");
        if (created > 0) {
            event.time(Instant.ofEpochMilli(created));
        } else {
            event.receivedAt(clock.instant());
        }
        return event.segments(segments).own(own).once(true).build();
    }

    private static JsonNode items(JsonNode message) {
        JsonNode items = message.path("item_list");
        return items.isArray() ? items : Json.parse("[]");
    }

    private static String messageId(JsonNode message) {
        String id = id(message, "message_id");
        for (JsonNode item : items(message)) {
            id = id.isEmpty() ? id(item, "msg_id") : id;
        }
        return id;
    }

    /// An id; platforms write 0 or -1 for none.
    private static String id(JsonNode node, String key) {
        String id = Json.text(node, key).strip();
        return id.equals("0") || id.equals("-1") ? "" : id;
    }

    /// Without an id of its own a message is known by who sent it when; without that, it cannot be told from another.
    private static String eventId(JsonNode message, String messageId, String from) {
        if (!messageId.isEmpty()) {
            return messageId;
        }
        long created = Json.number(message, "create_time_ms");
        return created <= 0 ? "" : "t:" + from + ":" + created + ":" + Json.text(message, "seq");
    }

    private static Segment segment(JsonNode item) {
        int type = (int) Json.number(item, "type");
        return switch (type) {
            case TEXT -> new Segment.Text(Json.text(item.path("text_item"), "text"));
            case IMAGE -> new Segment.Image(media(item.path("image_item"), "", "", -1));
            case VOICE ->
                new Segment.Voice(media(item.path("voice_item"), "", "", -1), Json.text(item.path("voice_item"), "text"));
            case FILE -> file(item.path("file_item"));
            case VIDEO -> new Segment.Video(media(item.path("video_item"), "", "video/mp4", -1));
            default -> new Segment.Unknown(item.has("type") ? "item-" + Json.text(item, "type") : "item", Json.texts(item));
        };
    }

    private static Segment file(JsonNode item) {
        String name = Json.text(item, "file_name");
        return new Segment.File(media(item, name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), "",
                item.hasNonNull("len") ? Json.number(item, "len") : -1));
    }

    private static Media media(JsonNode item, String name, String mimeType, long size) {
        JsonNode media = item.path("media");
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, MediaStation.URL, Json.text(media, "full_url"));
        put(facts, MediaStation.PARAM, Json.text(media, "encrypt_query_param"));
        put(facts, MediaStation.NAME, name);
        String ofImage = Json.text(item, "aeskey");
        put(facts, MediaStation.KEY,
                MediaKey.ofHex(ofImage).map(MediaKey::base64OfHex).orElseGet(() -> Json.text(media, "aes_key")));
        return Media.reference("", name, mimeType, size, facts);
    }

    private static void put(Map<String, String> facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.put(key, value);
        }
    }

    private Optional<Segment> quote(JsonNode item) {
        JsonNode reference = item.path("ref_msg");
        if (!reference.isObject()) {
            return Optional.empty();
        }
        JsonNode quoted = reference.path("message_item");
        String named = id(reference, "svr_id");
        String id = named.isEmpty() ? id(quoted, "msg_id") : named;
        String inline = quoted.isObject() ? asText(List.of(segment(quoted))) : "";
        String whole = inline.isEmpty() ? said.text(id).orElseGet(() -> Json.text(reference, "title").strip()) : inline;
        JsonNode partial = reference.path("partial_text");
        String text = partial.isObject() ? PartialQuote.of(partial).in(whole).orElse(whole) : whole;
        return Optional.of(new Segment.Reply(id, text));
    }

    /// What can be quoted of a message.
    static String asText(List<Segment> segments) {
        return segments.stream().map(Segment::asText).collect(Collectors.joining());
    }
}
