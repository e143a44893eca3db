package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Callback;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.adapters.qx.wire.XmlFacts;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.MetaEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Segment;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads callbacks. Without input or output; immutable.
///
/// @param officialAsMessages whether official accounts count as people
record QxInbound(String imType, String self, boolean officialAsMessages, Clock clock) {
    private static final String ROOM = "@chatroom";

    /// Reads one callback, whatever it is.
    ///
    /// @param transferAccepted whether a transfer that it reports was just accepted
    /// @throws IllegalArgumentException when it lacks what every such callback has
    InboundEvent read(Callback callback, boolean transferAccepted) {
        JsonNode data = callback.data();
        return switch (callback.kind()) {
            case MESSAGE -> message(callback, false);
            case OWN_MESSAGE -> message(callback, true);
            case FRIEND_REQUEST -> new RequestEvent(friendRequest(callback));
            case RECALL -> new NoticeEvent(recall(callback));
            case TRANSFER -> Money.transfer(canonical -> about(callback, canonical, "payment"), imType, data, transferAccepted);
            case PAYMENT -> Money.payment(canonical -> about(callback, canonical, "payment"), imType, data, stamp(callback));
            case INJECTED, ACCOUNT, LOGGED_IN ->
                new MetaEvent(details(callback, EventNames.META, "meta-" + name(callback)).build());
            case OTHER -> new NoticeEvent(about(callback, EventNames.NOTICE, "notice-" + name(callback)).build());
        };
    }

    private static String name(Callback callback) {
        return switch (callback.kind()) {
            case INJECTED -> "injected";
            case ACCOUNT, LOGGED_IN -> "account";
            default -> callback.name();
        };
    }

    private InboundEvent message(Callback callback, boolean ownEvent) {
        JsonNode data = callback.data();
        String from = Json.text(data, "fromWxid");
        if (from.isEmpty()) {
            throw new IllegalArgumentException("a message without fromWxid");
        }
        boolean group = group(data, from);
        String speaker = Json.text(data, "finalFromWxid");
        boolean own = ownEvent || Json.text(data, "msgSource").equals("1") || (group ? speaker : from).equals(self);
        List<Segment> segments = MessageReader.read(data);
        boolean system = Json.text(data, "msgType").matches("10000|10002|9999");
        boolean official = Json.text(data, "fromType").equals("3") || from.startsWith("gh_");
        if (!own && (system || (official && !officialAsMessages))) {
            String text = segments.stream().map(Segment::asText).collect(Collectors.joining());
            return new NoticeEvent(
                    about(callback, EventNames.NOTICE, system ? "notice-system" : "notice-official").put("text", text)
                            .id(messageKey(callback)).build());
        }
        Chat chat = group ? Chat.group(from, "") : Chat.direct(partner(data, from));
        MessageEvent.Builder message = MessageEvent.in(chat, sender(data, group ? speaker : from, own))
                .messageId(messageId(data)).id(messageKey(callback));
        told(callback).ifPresentOrElse(message::time, () -> message.receivedAt(clock.instant()));
        return message.segments(segments).own(own).raw(Json.text(data, "msg")).once(true)
                .build();
    }

    private static boolean group(JsonNode data, String from) {
        String type = Json.text(data, "fromType");
        return type.equals("2") || (!type.equals("1") && !type.equals("3") && from.endsWith(ROOM)) || from.endsWith(ROOM);
    }

    /// An own message names the other side, in one order or the other.
    private String partner(JsonNode data, String from) {
        String to = Json.text(data, "toWxid");
        return from.equals(self) && !to.isEmpty() ? to : from;
    }

    private Person sender(JsonNode data, String speaker, boolean own) {
        String id = own || speaker.isEmpty() ? (own ? self : "") : speaker;
        return Person.of(id, own ? "" : WxText.plain(Json.first(data, "finalFromNick", "finalNick", "fromNick", "nick")));
    }

    /// Who knows no id writes 0 or -1.
    private static String messageId(JsonNode data) {
        String id = Json.text(data, "msgId");
        return id.equals("0") || id.equals("-1") ? "" : id;
    }

    /// The same each time the same message is reported; `""` when nothing tells two apart.
    private static String messageKey(Callback callback) {
        JsonNode data = callback.data();
        String messageId = messageId(data);
        if (!messageId.isEmpty()) {
            return "m:" + messageId;
        }
        String signature = Json.text(data, "signature");
        String stamp = stamp(callback);
        return signature.isEmpty() || stamp.isEmpty() ? "" : "s:" + signature + ":" + Json.text(data, "fromWxid") + ":" + stamp;
    }

    private EventDetails friendRequest(Callback callback) {
        JsonNode data = callback.data();
        FriendFlag flag = new FriendFlag(Json.text(data, "scene"), Json.text(data, "v3"), Json.text(data, "v4"),
                Json.text(data, "wxid"));
        return details(callback, EventNames.FRIEND_REQUEST, "request-friend").person(person(data, flag.wxid()))
                .id(flag.v3().isEmpty() ? "" : "r:" + flag.text()).put("request_type", "friend").put("user_id", flag.wxid())
                .put("comment", WxText.plain(Json.text(data, "content"))).put("flag", flag.text()).build();
    }

    private static Person person(JsonNode data, String wxid) {
        return Person.of(wxid, WxText.plain(Json.text(data, "nick")))
                .avatarUrl(Json.first(data, "avatarMaxUrl", "avatarMinUrl", "avatarUrl"));
    }

    private EventDetails recall(Callback callback) {
        JsonNode data = callback.data();
        String messageId = recalled(data);
        String noticeType = group(data, Json.text(data, "fromWxid")) ? "group_recall" : "friend_recall";
        return about(callback, EventNames.MESSAGE_RECALL, "notice-" + noticeType).put("notice_type", noticeType)
                .put("message_id", messageId).id(messageId.isEmpty() ? "" : "recall:" + messageId).build();
    }

    /// The id under which the message came: the newer of the two that WeChat's own notice tells, should the keys lack it. 0 and -1 are none:
    /// taken for ids, they would make one recall a repetition of another.
    private static String recalled(JsonNode data) {
        XmlFacts notice = XmlFacts.read(Json.text(data, "msg")).orElse(new XmlFacts(Map.of()));
        return Stream.concat(Stream.of("recallMsgId", "newMsgId", "msgId").map(key -> Json.text(data, key)),
                Stream.of("newmsgid", "msgid").map(name -> notice.get("sysmsg/revokemsg/" + name)))
                .filter(id -> !id.isEmpty() && !id.equals("0") && !id.equals("-1")).findFirst().orElse("");
    }

    /// Details of something that happened in a chat.
    private EventDetails.Builder about(Callback callback, String canonical, String nativeName) {
        JsonNode data = callback.data();
        EventDetails.Builder details = details(callback, canonical, nativeName);
        String from = Json.text(data, "fromWxid");
        if (from.isEmpty()) {
            return details;
        }
        if (!group(data, from)) {
            return details.chat(Chat.direct(partner(data, from))).person(sender(data, from, false)).put("user_id", from);
        }
        String speaker = Json.text(data, "finalFromWxid");
        return details.chat(Chat.group(from, "")).person(sender(data, speaker, false)).put("group_id", from)
                .put("user_id", speaker);
    }

    private EventDetails.Builder details(Callback callback, String canonical, String nativeName) {
        return EventDetails.named(canonical).nativeName(imType + "-" + nativeName).time(time(callback)).once(true)
                .putAll(Json.map(callback.data()));
    }

    private static String stamp(Callback callback) {
        String inner = Json.first(callback.data(), "timeStamp", "timestamp");
        return inner.isEmpty() ? callback.time() : inner;
    }

    private Instant time(Callback callback) {
        return told(callback).orElseGet(clock::instant);
    }

    /// Ten digits are seconds, thirteen milliseconds.
    private static Optional<Instant> told(Callback callback) {
        String stamp = stamp(callback);
        if (stamp.matches("[1-9]\\d{12}")) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(stamp)));
        }
        return stamp.matches("[1-9]\\d{9}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(stamp))) : Optional.empty();
    }
}
