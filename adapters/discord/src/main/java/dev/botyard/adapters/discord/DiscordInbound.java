package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Makes events of what the gateway dispatches. Confined to the thread of `run`.
final class DiscordInbound {
    /// Milliseconds from 1970 to the first that an id of Discord can tell.
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int TIME_BITS = 22;
    private static final int REMEMBERED = 1_000;
    private static final long VOICE_MESSAGE = 1 << 13;
    private static final Set<Integer> SAID = Set.of(0, 19, 20, 23);
    private static final Pattern MARKS = Pattern
            .compile("<@!?(\\d+)>|<@&(\\d+)>|<#(\\d+)>|<(a:|:)(\\w+:\\d+)>|@(?:everyone|here)\\b");

    private final Places places;
    private final Clock clock;
    private final String cdn;
    private final boolean bots;
    private final Set<String> silenced = ConcurrentHashMap.newKeySet();
    /// Who said a message: a recall names the message only.
    private final Map<String, String> authors = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile String self = "";

    DiscordInbound(Places places, Clock clock, String cdn, boolean bots) {
        this.places = places;
        this.clock = clock;
        this.cdn = cdn.replaceFirst("/+$", "");
        this.bots = bots;
    }

    /// Who the bot is.
    void self(String userId) {
        self = userId;
    }

    /// The events of one dispatch; none where it is no matter of scripts.
    ///
    /// @param id of the dispatch, for what has no id of its own
    List<InboundEvent> read(String type, JsonNode data, String id) throws InterruptedException {
        return switch (type) {
            case "MESSAGE_CREATE" -> said(data);
            case "MESSAGE_UPDATE" -> edited(data);
            case "MESSAGE_DELETE" -> List.of(recalled(data, Json.text(data, "id")));
            case "MESSAGE_DELETE_BULK" -> {
                List<InboundEvent> events = new ArrayList<>();
                for (JsonNode message : data.path("ids")) {
                    events.add(recalled(data, Json.text(message)));
                }
                yield events;
            }
            case "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE" -> reaction(data, type, id);
            case "INTERACTION_CREATE" -> pressed(data);
            case "GUILD_MEMBER_ADD" -> member(EventNames.GROUP_MEMBER_JOIN, "group_increase", data, id);
            case "GUILD_MEMBER_REMOVE" -> member(EventNames.GROUP_MEMBER_LEAVE, "group_decrease", data, id);
            case "GUILD_MEMBER_UPDATE" -> silenced(data, id);
            case "GUILD_BAN_ADD", "GUILD_BAN_REMOVE" ->
                member(EventNames.NOTICE, type.toLowerCase(java.util.Locale.ROOT), data, id);
            default -> List.of();
        };
    }

    private List<InboundEvent> said(JsonNode message) throws InterruptedException {
        JsonNode author = message.path("author");
        String userId = Json.text(author, "id");
        boolean own = !self.isEmpty() && self.equals(userId);
        if (userId.isEmpty() || !SAID.contains((int) Json.number(message, "type"))
                || !own && !bots && (Json.flag(author, "bot", false) || message.has("webhook_id"))) {
            return List.of();
        }
        String id = Json.text(message, "id");
        authors.put(id, userId);
        return List.of(event(message, chat(message, userId)));
    }

    /// A message as an event, whoever said it; on any thread.
    MessageEvent event(JsonNode message, Chat chat) {
        String id = Json.text(message, "id");
        JsonNode author = message.path("author");
        return MessageEvent.in(chat, person(author, message.path("member"))).messageId(id)
                .own(self.equals(Json.text(author, "id"))).time(told(message, id)).segments(segments(message))
                .raw(message.toString()).once(true).build();
    }

    /// A server's channel, or the person on the other side.
    private Chat chat(JsonNode data, String userId) throws InterruptedException {
        String channel = Json.text(data, "channel_id");
        if (data.has("guild_id")) {
            return places.group(channel, Json.text(data, "guild_id"));
        }
        if (userId.isEmpty() || userId.equals(self)) {
            String person = places.person(channel);
            return Chat.direct(person.isEmpty() ? userId : person);
        }
        places.met(userId, channel);
        return Chat.direct(userId);
    }

    private Person person(JsonNode user, JsonNode member) {
        String id = Json.text(user, "id");
        String nick = Json.text(member, "nick");
        String avatar = Json.text(user, "avatar");
        Person person = Person.of(id, nick.isEmpty() ? Json.first(user, "global_name", "username") : nick);
        return avatar.isEmpty() ? person : person.avatarUrl(cdn + "/avatars/" + id + "/" + avatar + ".png");
    }

    private Instant told(JsonNode message, String id) {
        Instant time = time(Json.text(message, "timestamp"));
        if (!time.equals(Instant.EPOCH)) {
            return time;
        }
        return id.matches("\\d{10,19}") ? Instant.ofEpochMilli((Long.parseLong(id) >> TIME_BITS) + EPOCH) : clock.instant();
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }

    private List<Segment> segments(JsonNode message) {
        List<Segment> segments = new ArrayList<>();
        JsonNode reference = message.path("message_reference");
        boolean forwarded = Json.number(reference, "type") == 1;
        if (forwarded) {
            List<ForwardNode> nodes = new ArrayList<>();
            message.path("message_snapshots")
                    .forEach(one -> nodes.add(new ForwardNode(Person.NOBODY, segments(one.path("message")))));
            segments.add(new Segment.Forward(Json.text(reference, "message_id"), nodes));
        } else if (reference.has("message_id")) {
            segments.add(new Segment.Reply(Json.text(reference, "message_id"),
                    Json.text(message.path("referenced_message"), "content")));
        }
        words(message, segments);
        boolean voice = (Json.number(message, "flags") & VOICE_MESSAGE) != 0;
        message.path("attachments").forEach(attachment -> segments.add(attachment(message, attachment, voice)));
        message.path("sticker_items").forEach(sticker -> segments.add(new Segment.Image(Media.reference(
                cdn + "/stickers/" + Json.text(sticker, "id") + (Json.number(sticker, "format_type") == 4 ? ".gif" : ".png"),
                Json.text(sticker, "name"), "", -1, Map.of("sticker_id", Json.text(sticker, "id"))))));
        message.path("embeds").forEach(embed -> segments.add(new Segment.Unknown("embed", Json.texts(embed))));
        if (message.has("poll")) {
            segments.add(new Segment.Unknown("poll", Json.texts(message.get("poll"))));
        }
        return segments;
    }

    private void words(JsonNode message, List<Segment> segments) {
        String content = Json.text(message, "content");
        Matcher mark = MARKS.matcher(content);
        int end = 0;
        while (mark.find()) {
            boolean everyone = mark.group().startsWith("@");
            if (everyone && !Json.flag(message, "mention_everyone", false)) {
                continue;
            }
            text(content.substring(end, mark.start()), segments);
            segments.add(everyone ? new Segment.AtAll() : mark(message, mark));
            end = mark.end();
        }
        text(content.substring(end), segments);
    }

    private static void text(String text, List<Segment> segments) {
        if (!text.isEmpty()) {
            segments.add(new Segment.Text(text));
        }
    }

    private Segment mark(JsonNode message, Matcher mark) {
        if (mark.group(1) != null) {
            String name = "";
            for (JsonNode user : message.path("mentions")) {
                name = Json.text(user, "id").equals(mark.group(1)) ? person(user, user.path("member")).name() : name;
            }
            return new Segment.At(mark.group(1), name);
        }
        if (mark.group(5) != null) {
            return new Segment.Face((mark.group(4).equals("a:") ? "a:" : "") + mark.group(5));
        }
        return mark.group(2) != null
                ? new Segment.Unknown("role", Map.of("id", mark.group(2)))
                : new Segment.Unknown("channel", Map.of("id", mark.group(3)));
    }

    private static Segment attachment(JsonNode message, JsonNode attachment, boolean voice) {
        Media media = media(message, attachment);
        String family = media.mimeType().replaceFirst("/.*", "");
        return voice || family.equals("audio") ? new Segment.Voice(media, "") : switch (family) {
            case "image" -> new Segment.Image(media);
            case "video" -> new Segment.Video(media);
            default -> new Segment.File(media);
        };
    }

    /// A medium whose address dies within hours or days; with what stands beside it a fresh one can be asked for.
    static Media media(JsonNode message, JsonNode attachment) {
        return Media.reference(Json.text(attachment, "url"), Json.text(attachment, "filename"),
                Json.text(attachment, "content_type").replaceFirst(";.*", "").strip(),
                attachment.has("size") ? Json.number(attachment, "size") : -1,
                Map.of("channel_id", Json.text(message, "channel_id"), "message_id", Json.text(message, "id"), "attachment_id",
                        Json.text(attachment, "id")));
    }

    /// A preview of a link that was unfurled later is no edit.
    private List<InboundEvent> edited(JsonNode message) throws InterruptedException {
        String userId = Json.text(message.path("author"), "id");
        String edited = Json.text(message, "edited_timestamp");
        if (edited.isEmpty() || userId.isEmpty() || userId.equals(self)) {
            return List.of();
        }
        String id = Json.text(message, "id");
        return List.of(
                new NoticeEvent(notice(EventNames.MESSAGE_EDIT, "message_edit", message, userId).id("edit:" + id + ":" + edited)
                        .time(time(edited)).person(person(message.path("author"), message.path("member"))).put("message_id", id)
                        .put("text", Json.text(message, "content")).build()));
    }

    private InboundEvent recalled(JsonNode data, String id) throws InterruptedException {
        String userId = authors.getOrDefault(id, "");
        return new NoticeEvent(
                notice(EventNames.MESSAGE_RECALL, data.has("guild_id") ? "group_recall" : "friend_recall", data, userId)
                        .id("recall:" + id).person(Person.of(userId, "")).put("message_id", id).build());
    }

    private List<InboundEvent> reaction(JsonNode data, String type, String id) throws InterruptedException {
        String userId = Json.text(data, "user_id");
        if (userId.equals(self)) {
            return List.of();
        }
        JsonNode emoji = data.path("emoji");
        String custom = Json.text(emoji, "id");
        JsonNode member = data.path("member");
        return List.of(new NoticeEvent(notice(EventNames.MESSAGE_REACTION, "message_reaction", data, userId).id(id)
                .person(member.has("user") ? person(member.path("user"), member) : Person.of(userId, ""))
                .put("sub_type", type.endsWith("ADD") ? "add" : "remove").put("message_id", Json.text(data, "message_id"))
                .put("emoji", custom.isEmpty() ? Json.text(emoji, "name") : Json.text(emoji, "name") + ":" + custom).build()));
    }

    /// Buttons and menus below a message; other interactions are no matter of this adapter.
    private List<InboundEvent> pressed(JsonNode data) throws InterruptedException {
        if (Json.number(data, "type") != 3) {
            return List.of();
        }
        JsonNode user = data.has("member") ? data.path("member").path("user") : data.path("user");
        JsonNode pressed = data.path("data");
        return List.of(new NoticeEvent(notice(EventNames.BUTTON_PRESS, "button", data, Json.text(user, "id"))
                .id("interaction:" + Json.text(data, "id")).person(person(user, data.path("member")))
                .put("message_id", Json.text(data.path("message"), "id")).put("button_id", Json.text(pressed, "custom_id"))
                .put("values", Json.plain(pressed.get("values"))).build()));
    }

    private List<InboundEvent> member(String name, String type, JsonNode data, String id) throws InterruptedException {
        JsonNode user = data.path("user");
        String userId = Json.text(user, "id");
        return List.of(new NoticeEvent(notice(name, type, data, userId).id(id).person(person(user, data)).build()));
    }

    /// Whenever anything of a member changes, Discord says how long the member is silenced, if so.
    private List<InboundEvent> silenced(JsonNode data, String id) throws InterruptedException {
        String who = Json.text(data, "guild_id") + "/" + Json.text(data.path("user"), "id");
        Duration left = Duration.between(clock.instant(), time(Json.text(data, "communication_disabled_until")));
        if (left.isPositive()) {
            return silenced.add(who) ? ban(EventNames.GROUP_MEMBER_BAN, "ban", left.toSeconds() + 1, data, id) : List.of();
        }
        return silenced.remove(who) ? ban(EventNames.GROUP_MEMBER_UNBAN, "lift_ban", 0, data, id) : List.of();
    }

    private List<InboundEvent> ban(String name, String sub, long seconds, JsonNode data, String id) throws InterruptedException {
        JsonNode user = data.path("user");
        return List.of(new NoticeEvent(notice(name, "group_ban", data, Json.text(user, "id")).id(id).person(person(user, data))
                .put("sub_type", sub).put("duration", seconds).build()));
    }

    /// What notices have in common, with the keys of OneBot.
    private EventDetails.Builder notice(String name, String type, JsonNode data, String userId) throws InterruptedException {
        EventDetails.Builder details = EventDetails.named(name).nativeName("discord-notice-" + type).time(clock.instant())
                .once(true)
                .put("notice_type", type).put("user_id", userId.isEmpty() ? null : userId)
                .put("guild_id", data.has("guild_id") ? Json.text(data, "guild_id") : null);
        Chat chat = data.has("channel_id") ? chat(data, userId) : places.greeting(Json.text(data, "guild_id"));
        return chat.id().isEmpty() ? details : details.chat(chat).put("group_id", chat.shared() ? chat.id() : null);
    }
}
