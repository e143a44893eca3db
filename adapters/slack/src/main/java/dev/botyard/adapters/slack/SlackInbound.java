package dev.botyard.adapters.slack;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads what Slack tells. Pure, but for looking names up.
///
/// A message's time stamp is its id, unique in its channel: here both together are.
///
/// @param self what `auth.test` said of the bot
record SlackInbound(JsonNode self, Names names) {
    private static final Set<String> SAID = Set.of("", "file_share", "thread_broadcast", "me_message", "bot_message");
    private static final Pattern MARK = Pattern.compile("<([^<>]{1,3000}+)>");

    /// Takes what Slack sends.
    @FunctionalInterface
    interface Taker {
        /// @return whether Slack may forget it
        boolean take(String type, JsonNode payload) throws InterruptedException;
    }

    /// Looks names up.
    interface Names {
        /// The name of a person, `""` when unknown.
        String person(String userId) throws InterruptedException;

        /// The name of a channel, `""` when unknown.
        String channel(String channelId) throws InterruptedException;

        /// Who is on the other side of a private chat, `""` when unknown.
        String partner(String channelId);
    }

    /// @param type of the envelope
    /// @return empty for what means nothing to scripts
    Optional<InboundEvent> read(String type, JsonNode payload) throws InterruptedException {
        return switch (type) {
            case "events_api" -> event(Json.text(payload, "event_id"), payload.path("event"));
            case "interactive" ->
                Json.text(payload, "type").equals("block_actions") ? Optional.of(pressed(payload)) : Optional.empty();
            case "slash_commands" -> Json.text(payload, "command").isEmpty() ? Optional.empty() : Optional.of(command(payload));
            default -> Optional.empty();
        };
    }

    private Optional<InboundEvent> event(String eventId, JsonNode event) throws InterruptedException {
        String type = Json.text(event, "type");
        return switch (type) {
            case "message", "app_mention" -> message(eventId, event);
            case "member_joined_channel" -> Optional.of(notice(EventNames.GROUP_MEMBER_JOIN, type, eventId, event, event,
                    Map.of("operator_id", Json.text(event, "inviter"))));
            case "member_left_channel" ->
                Optional.of(notice(EventNames.GROUP_MEMBER_LEAVE, type, eventId, event, event, Map.of()));
            case "reaction_added", "reaction_removed" ->
                Optional.of(notice(EventNames.MESSAGE_REACTION, type, eventId, event, event.path("item"),
                        Map.of("message_id", id(event.path("item"), "ts"), "emoji", Json.text(event, "reaction"), "reaction",
                                Json.text(event, "reaction"), "sub_type", type.equals("reaction_added") ? "add" : "remove")));
            case "channel_archive", "channel_rename", "team_join" ->
                Optional.of(notice(EventNames.NOTICE, type, eventId, event, event, Json.map(event)));
            default -> Optional.empty();
        };
    }

    private Optional<InboundEvent> message(String eventId, JsonNode event) throws InterruptedException {
        String subtype = Json.text(event, "subtype");
        if (Json.text(event, "channel").isEmpty() || !Json.text(event, "ts").matches("\\d{1,15}\\.\\d{1,9}")) {
            return Optional.empty();
        }
        if (SAID.contains(subtype)) {
            return said(event);
        }
        JsonNode before = event.path("previous_message");
        JsonNode after = event.path("message");
        return switch (subtype) {
            case "message_deleted" -> Optional.of(notice(EventNames.MESSAGE_RECALL, subtype, eventId, before, event,
                    Map.of("message_id", id(event, "deleted_ts"), "operator_id", Json.text(before, "user"))));
            // Also told when Slack adds a preview or counts the answers of a thread.
            case "message_changed" -> after.path("edited").isObject() && !after.path("edited").equals(before.path("edited"))
                    ? Optional.of(notice(EventNames.MESSAGE_EDIT, subtype, eventId, after, event,
                            Map.of("message_id", id(event.path("channel"), after), "text", text(Json.text(after, "text")))))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<InboundEvent> said(JsonNode event) throws InterruptedException {
        String user = Json.first(event, "user", "bot_id");
        boolean own = user.equals(Json.text(self, "user_id"))
                || !Json.text(self, "bot_id").isEmpty() && Json.text(event, "bot_id").equals(Json.text(self, "bot_id"));
        String id = id(event, "ts");
        String thread = Json.text(event, "thread_ts");
        List<Segment> segments = new ArrayList<>();
        if (!thread.isEmpty() && !thread.equals(Json.text(event, "ts"))) {
            segments.add(new Segment.Reply(id(event, "thread_ts"), ""));
        }
        segments.addAll(segments(Json.text(event, "text")));
        event.path("files").forEach(file -> segments.add(file(file)));
        return segments.isEmpty() || user.isEmpty()
                ? Optional.empty()
                : Optional.of(MessageEvent.in(chat(event, user), person(user, event)).messageId(id).time(time(event, "ts"))
                        .segments(segments).own(own).once(true).raw(event.toString()).build());
    }

    /// A message is named by its channel and its time.
    static String id(JsonNode event, String key) {
        return Json.text(event, "channel") + "/" + Json.text(event, key);
    }

    private static String id(JsonNode channel, JsonNode message) {
        return Json.text(channel) + "/" + Json.text(message, "ts");
    }

    private static Instant time(JsonNode event, String key) {
        String stamp = Json.text(event, key);
        return stamp.matches("\\d{1,11}(\\.\\d{1,9})?")
                ? Instant.ofEpochMilli(new BigDecimal(stamp).movePointRight(3).longValue())
                : Instant.now();
    }

    private Chat chat(JsonNode event, String user) throws InterruptedException {
        String channel = Json.first(event, "channel", "channel_id");
        boolean direct = Json.text(event, "channel_type").equals("im") || !event.has("channel_type") && channel.startsWith("D");
        if (!direct) {
            return Chat.group(channel, names.channel(channel));
        }
        String partner = names.partner(channel);
        return Chat.direct(partner.isEmpty() ? user : partner);
    }

    private Person person(String user, JsonNode event) throws InterruptedException {
        String told = Json.text(event, "username");
        return Person.of(user, told.isEmpty() ? names.person(user) : told);
    }

    private NoticeEvent notice(String name, String type, String eventId, JsonNode who, JsonNode where, Map<String, ?> data)
            throws InterruptedException {
        String user = Json.text(who, "user");
        EventDetails.Builder details = EventDetails.named(name).nativeName("slack-notice-" + type).id(eventId).once(true)
                .time(time(where.has("event_ts") ? where : who, "event_ts"))
                .person(Person.of(user, user.isEmpty() ? "" : names.person(user))).put("user_id", user);
        if (!Json.text(where, "channel").isEmpty()) {
            Chat chat = chat(where, user);
            details.chat(chat).put(chat.shared() ? "group_id" : "private_id", chat.id());
        }
        return new NoticeEvent(details.putAll(data).build());
    }

    private NoticeEvent pressed(JsonNode payload) throws InterruptedException {
        JsonNode action = payload.path("actions").path(0);
        String channel = Json.text(payload.path("channel"), "id");
        String user = Json.text(payload.path("user"), "id");
        EventDetails.Builder details = EventDetails.named(EventNames.BUTTON_PRESS).nativeName("slack-notice-block_actions")
                .once(true)
                .id(Json.text(payload, "trigger_id")).time(time(action, "action_ts"))
                .person(Person.of(user, Json.first(payload.path("user"), "name", "username"))).put("user_id", user)
                .put("action_id", Json.text(action, "action_id")).put("button_id", Json.text(action, "action_id"))
                .put("value", Json.first(action, "value", "selected_date", "selected_user"))
                .put("message_id", channel + "/" + Json.text(payload.path("container"), "message_ts"))
                .put("action", Json.map(action));
        if (!channel.isEmpty()) {
            details.chat(channel.startsWith("D")
                    ? Chat.direct(user)
                    : Chat.group(channel, Json.text(payload.path("channel"), "name")));
        }
        return new NoticeEvent(details.build());
    }

    /// What people type behind a slash, for plugins like anything else they say.
    private MessageEvent command(JsonNode payload) {
        String user = Json.text(payload, "user_id");
        String channel = Json.text(payload, "channel_id");
        return MessageEvent
                .in(channel.startsWith("D") ? Chat.direct(user) : Chat.group(channel, Json.text(payload, "channel_name")),
                        Person.of(user, Json.text(payload, "user_name")))
                .id(Json.text(payload, "trigger_id")).once(true)
                .text((Json.text(payload, "command") + " " + Json.text(payload, "text")).strip()).build();
    }

    /// Text with Slack's marks for people, channels and links.
    List<Segment> segments(String text) throws InterruptedException {
        List<Segment> segments = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        Matcher mark = MARK.matcher(text);
        int from = 0;
        while (mark.find()) {
            plain.append(unescaped(text.substring(from, mark.start())));
            from = mark.end();
            String[] parts = mark.group(1).split("\\|", 2);
            String label = parts.length > 1 ? unescaped(parts[1]) : "";
            switch (parts[0]) {
                case "!here", "!channel", "!everyone" -> add(segments, plain, new Segment.AtAll());
                case String at when at.matches("@[A-Za-z0-9]+") -> {
                    String id = at.substring(1);
                    add(segments, plain, new Segment.At(id, label.isEmpty() ? names.person(id) : label));
                }
                case String other -> plain.append(shown(other, label));
            }
        }
        add(segments, plain.append(unescaped(text.substring(from))), null);
        return segments;
    }

    private static void add(List<Segment> segments, StringBuilder plain, Segment next) {
        if (!plain.isEmpty()) {
            segments.add(new Segment.Text(plain.toString()));
            plain.setLength(0);
        }
        if (next != null) {
            segments.add(next);
        }
    }

    private static String shown(String mark, String label) {
        return switch (mark.charAt(0)) {
            case '#' -> "#" + (label.isEmpty() ? mark.substring(1) : label);
            case '!' -> label.isEmpty() ? mark : label;
            default -> {
                String address = unescaped(mark);
                yield label.isEmpty() || address.endsWith("://" + label) || address.equals("mailto:" + label)
                        || address.equals(label)
                                ? address.replaceFirst("^mailto:", "")
                                : label + " (" + address + ")";
            }
        };
    }

    private String text(String marked) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        segments(marked).forEach(segment -> text.append(segment.asText()));
        return text.toString();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static Segment file(JsonNode file) {
        String type = Json.text(file, "mimetype");
        Media media = Media.reference("", Json.first(file, "name", "title", "id"), type,
                file.has("size") ? Json.number(file, "size") : -1,
                Map.of("file_id", Json.text(file, "id"), "name", Json.text(file, "name"),
                        "url", Json.first(file, "url_private_download", "url_private"), "mimetype", type));
        return switch (type.split("/")[0]) {
            case "image" -> new Segment.Image(media);
            case "audio" -> new Segment.Voice(media, "");
            case "video" -> new Segment.Video(media);
            default -> new Segment.File(media);
        };
    }
}
