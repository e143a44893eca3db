package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.QqBotApi.Place;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads events. Pure functions.
final class QqBotInbound {
    private static final Set<String> MESSAGES = Set.of("C2C_MESSAGE_CREATE", "GROUP_AT_MESSAGE_CREATE", "GROUP_MESSAGE_CREATE",
            "AT_MESSAGE_CREATE", "MESSAGE_CREATE", "DIRECT_MESSAGE_CREATE");
    private static final Set<String> ANSWERABLE = Set.of("INTERACTION_CREATE", "FRIEND_ADD", "C2C_MSG_RECEIVE", "GROUP_ADD_ROBOT",
            "GROUP_MSG_RECEIVE");
    private static final Pattern TAG = Pattern.compile("<@!?(?<at>[0-9A-Za-z_-]+)>|<qqbot-at-user id=\"(?<user>[^\"]*)\" ?/>"
            + "|(?<all><qqbot-at-everyone ?/>)|<faceType=\\d+,faceId=\"(?<face>[^\"]*)\"[^>]*>|<emoji:(?<emoji>\\d+)>");
    private static final DateTimeFormatter GO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS] Z",
            Locale.ROOT);

    private QqBotInbound() {}

    /// What is known of the account.
    ///
    /// @param id   the bot's id among people, which is not its AppID
    /// @param name its name
    record Bot(String appId, String id, String name) {}

    /// Where something happened, if it can be answered there.
    static Optional<Place> place(String type, JsonNode data) {
        return switch (type) {
            case "AT_MESSAGE_CREATE", "MESSAGE_CREATE" -> place(Place.Kind.CHANNEL, Json.text(data, "channel_id"));
            case "DIRECT_MESSAGE_CREATE" -> place(Place.Kind.DM, Json.text(data, "guild_id"));
            case "MESSAGE_DELETE", "PUBLIC_MESSAGE_DELETE" ->
                place(Place.Kind.CHANNEL, Json.text(data.path("message"), "channel_id"));
            case "DIRECT_MESSAGE_DELETE" -> place(Place.Kind.DM, Json.text(data.path("message"), "guild_id"));
            default -> place(Place.Kind.GROUP, Json.first(data, "group_openid", "group_id"))
                    .or(() -> place(Place.Kind.CHANNEL, Json.text(data, "channel_id")))
                    .or(() -> place(Place.Kind.PERSON, Json.first(data, "openid", "user_openid")))
                    .or(() -> place(Place.Kind.PERSON, Json.first(data.path("author"), "user_openid", "id")));
        };
    }

    private static Optional<Place> place(Place.Kind kind, String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(new Place(kind, id));
    }

    private static Chat chat(Place place) {
        return switch (place.kind()) {
            case PERSON, DM -> Chat.direct(place.name());
            case GROUP -> Chat.group(place.name(), "");
            case CHANNEL -> new Chat(ChatKind.CHANNEL, place.name(), "");
        };
    }

    static boolean message(String type) {
        return MESSAGES.contains(type);
    }

    /// Whether QQ takes messages that answer it.
    static boolean answerable(String type) {
        return message(type) || ANSWERABLE.contains(type);
    }

    /// Reads one event, whatever it is.
    ///
    /// @param once   whether QQ does not tell it again once it was taken
    /// @param quoted the id of the message that QQ quotes by an index
    /// @throws IllegalArgumentException when it lacks what every such event has
    static InboundEvent read(JsonNode frame, Bot bot, Instant now, boolean once, UnaryOperator<String> quoted) {
        String type = Json.text(frame, "t");
        JsonNode data = frame.path("d");
        return message(type) ? message(type, data, bot, now, once, quoted) : notice(type, frame, bot, now, once);
    }

    private static InboundEvent message(String type, JsonNode data, Bot bot, Instant now, boolean once,
            UnaryOperator<String> quoted) {
        Place place = place(type, data).orElseThrow(() -> new IllegalArgumentException("a message without a chat"));
        String id = Json.text(data, "id");
        JsonNode author = data.path("author");
        String sender = Json.first(author, "member_openid", "user_openid", "id");
        if (sender.isEmpty() || id.isEmpty()) {
            throw new IllegalArgumentException("a message without " + (id.isEmpty() ? "id" : "author"));
        }
        List<Segment> segments = new ArrayList<>();
        quote(data, quoted).ifPresent(segments::add);
        words(content(type, data, bot), mentions(data, bot), segments);
        data.path("attachments").forEach(attachment -> segments.add(attachment(attachment)));
        if (segments.isEmpty()) {
            segments.add(new Segment.Text(""));
        }
        MessageEvent.Builder message = MessageEvent.in(chat(place), Person.of(sender, Json.first(author, "username"))
                .avatarUrl(Json.text(author, "avatar"))).messageId(id).segments(segments)
                .own(!bot.id().isEmpty() && bot.id().equals(Json.text(author, "id"))).raw(data.toString()).once(once);
        time(Json.text(data, "timestamp")).ifPresentOrElse(message::time, () -> message.receivedAt(now));
        return message.build();
    }

    /// Where the bot was mentioned at the head, QQ leaves a blank in some kinds of messages and the mention in others; scripts see neither.
    private static String content(String type, JsonNode data, Bot bot) {
        String content = Json.text(data, "content");
        if (type.equals("C2C_MESSAGE_CREATE") || type.equals("DIRECT_MESSAGE_CREATE")) {
            return content;
        }
        Matcher first = TAG.matcher(content.stripLeading());
        if (first.lookingAt() && bot.appId().equals(mentions(data, bot).getOrDefault(mentioned(first), Person.NOBODY).id())) {
            return content.stripLeading().substring(first.end()).stripLeading();
        }
        return type.equals("GROUP_AT_MESSAGE_CREATE") ? content.stripLeading() : content;
    }

    private static String mentioned(Matcher tag) {
        return tag.group("at") != null ? tag.group("at") : tag.group("user") != null ? tag.group("user") : "";
    }

    /// Persons by the ids under which the text may mention them; the bot itself goes by its AppID.
    private static Map<String, Person> mentions(JsonNode data, Bot bot) {
        Map<String, Person> persons = new HashMap<>();
        if (!bot.id().isEmpty()) {
            persons.put(bot.id(), Person.of(bot.appId(), bot.name()));
        }
        for (JsonNode mention : data.path("mentions")) {
            String id = Json.first(mention, "member_openid", "user_openid", "id");
            boolean own = (Json.flag(mention, "is_you", false) && !Json.text(mention, "scope").equals("all"))
                    || (!id.isEmpty() && id.equals(bot.id()));
            Person person = Person.of(own ? bot.appId() : id, Json.text(mention, "username"));
            for (String key : List.of("id", "member_openid", "user_openid")) {
                persons.put(Json.text(mention, key), person);
            }
        }
        persons.remove("");
        return persons;
    }

    private static void words(String content, Map<String, Person> mentions, List<Segment> segments) {
        Matcher tag = TAG.matcher(content);
        int from = 0;
        while (tag.find()) {
            text(content.substring(from, tag.start()), segments);
            from = tag.end();
            String id = mentioned(tag);
            if (!id.isEmpty()) {
                Person person = mentions.getOrDefault(id, Person.of(id, ""));
                segments.add(new Segment.At(person.id(), person.name()));
            } else if (tag.group("all") != null) {
                segments.add(new Segment.AtAll());
            } else {
                segments.add(new Segment.Face(tag.group("face") != null ? tag.group("face") : tag.group("emoji")));
            }
        }
        text(content.substring(from), segments);
    }

    private static void text(String escaped, List<Segment> segments) {
        if (!escaped.isEmpty()) {
            segments.add(new Segment.Text(escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")));
        }
    }

    private static Segment attachment(JsonNode attachment) {
        String type = Json.text(attachment, "content_type");
        String family = type.replaceFirst("/.*", "");
        String wav = Json.text(attachment, "voice_wav_url");
        String name = Json.text(attachment, "filename");
        boolean recording = family.equals("voice") || family.equals("audio");
        Media media = Media.reference(address(recording && !wav.isEmpty() ? wav : Json.text(attachment, "url")), name,
                recording && !wav.isEmpty() ? "audio/wav" : type.contains("/") ? type : "",
                attachment.has("size") ? Json.number(attachment, "size") : -1, Json.texts(attachment));
        return switch (family) {
            case "image" -> new Segment.Image(media);
            case "video" -> new Segment.Video(media);
            case "voice", "audio" -> new Segment.Voice(media, Json.text(attachment, "asr_refer_text"));
            default -> new Segment.File(media);
        };
    }

    /// Some addresses lack their scheme.
    private static String address(String url) {
        return url.isEmpty() || url.matches("(?i)https?://.*") ? url : "https://" + url.replaceFirst("^//", "");
    }

    /// In guilds by id; elsewhere by an index, which is the id of a message only to whom has seen that.
    private static Optional<Segment> quote(JsonNode data, UnaryOperator<String> quoted) {
        String id = Json.text(data.path("message_reference"), "message_id");
        JsonNode element = data.path("msg_elements").path(0);
        String index = Json.first(element, "msg_idx");
        index = index.isEmpty() ? extra(data, "ref_msg_idx") : index;
        if (id.isEmpty() && index.isEmpty()) {
            return Optional.empty();
        }
        List<Segment> said = new ArrayList<>();
        text(Json.text(element, "content"), said);
        return Optional
                .of(new Segment.Reply(id.isEmpty() ? quoted.apply(index) : id, said.isEmpty() ? "" : said.getFirst().asText()));
    }

    /// The name under which QQ quotes this message, `""` for none.
    static String index(JsonNode data) {
        String index = Json.text(data, "msg_idx");
        return index.isEmpty() ? extra(data, "msg_idx") : index;
    }

    private static String extra(JsonNode data, String key) {
        for (JsonNode entry : data.path("message_scene").path("ext")) {
            if (Json.text(entry).startsWith(key + "=")) {
                return Json.text(entry).substring(key.length() + 1);
            }
        }
        return "";
    }

    private static InboundEvent notice(String type, JsonNode frame, Bot bot, Instant now, boolean once) {
        JsonNode data = frame.path("d");
        JsonNode message = data.path("message");
        boolean self = type.equals("GROUP_ADD_ROBOT") || type.equals("GROUP_DEL_ROBOT");
        String user = self
                ? bot.appId()
                : Json.first(data, "member_openid", "group_member_openid", "openid", "user_openid", "user_id");
        user = user.isEmpty() ? Json.first(data.path("user"), "id") : user;
        user = user.isEmpty() ? Json.text(message.path("author"), "id") : user;
        EventDetails.Builder details = EventDetails.named(switch (type) {
            case "GROUP_ADD_ROBOT", "GROUP_MEMBER_ADD", "GUILD_MEMBER_ADD" -> EventNames.GROUP_MEMBER_JOIN;
            case "GROUP_DEL_ROBOT", "GROUP_MEMBER_REMOVE", "GUILD_MEMBER_REMOVE" -> EventNames.GROUP_MEMBER_LEAVE;
            case "MESSAGE_DELETE", "PUBLIC_MESSAGE_DELETE", "DIRECT_MESSAGE_DELETE" -> EventNames.MESSAGE_RECALL;
            case "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE" -> EventNames.MESSAGE_REACTION;
            case "INTERACTION_CREATE" -> EventNames.BUTTON_PRESS;
            default -> EventNames.NOTICE;
        }).nativeName("qqbot-notice-" + type.toLowerCase(Locale.ROOT)).id(Json.text(frame, "id")).once(once)
                .time(time(Json.text(data, "timestamp")).orElse(now))
                .person(Person.of(user, Json.text(data.path("user"), "username")))
                .putAll(Json.map(data)).put("notice_type", type.toLowerCase(Locale.ROOT)).put("event_id", Json.text(frame, "id"))
                .put("self_id", bot.appId()).put("user_id", user)
                .put("operator_id", Json.first(data, "op_member_openid", "op_user_id"))
                .put("button_id", data.path("data").path("resolved").get("button_id") == null
                        ? null
                        : Json.text(data.path("data").path("resolved"), "button_id"))
                .put("button_data", data.path("data").path("resolved").get("button_data") == null
                        ? null
                        : Json.text(data.path("data").path("resolved"), "button_data"));
        if (type.startsWith("MESSAGE_REACTION_")) {
            details.put("sub_type", type.endsWith("ADD") ? "add" : "remove")
                    .put("message_id", Json.text(data.path("target"), "id"))
                    .put("emoji", Json.text(data.path("emoji"), "id"));
        }
        if (!message.isMissingNode()) {
            details.put("message_id", Json.text(message, "id")).put("operator_id", Json.text(data.path("op_user"), "id"));
        }
        place(type, data).ifPresent(place -> {
            details.chat(chat(place));
            if (place.kind() == Place.Kind.GROUP || place.kind() == Place.Kind.CHANNEL) {
                details.put("group_id", place.name());
            }
        });
        return new NoticeEvent(details.build());
    }

    /// RFC 3339, as Go prints it, or seconds or milliseconds since 1970.
    static Optional<Instant> time(String text) {
        try {
            if (text.matches("\\d{1,15}")) {
                long number = Long.parseLong(text);
                return number == 0
                        ? Optional.empty()
                        : Optional.of(number > 100_000_000_000L ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
            }
            return Optional.of(text.indexOf('T') == 10
                    ? OffsetDateTime.parse(text).toInstant()
                    : OffsetDateTime.parse(text.replaceFirst(" [A-Z]{3,4}\\b.*| m=.*", ""), GO).toInstant());
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
