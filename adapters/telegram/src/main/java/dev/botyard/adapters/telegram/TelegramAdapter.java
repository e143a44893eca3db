package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.telegram.TelegramClient.Answer;
import dev.botyard.adapters.telegram.TelegramInbound.Place;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One bot.
final class TelegramAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            GroupAdministration,
            RequestApproval,
            FileResolution,
            PlatformCalls {
    /// Said each time: Telegram keeps the list of the last call, and its own leaves members and reactions out.
    private static final List<String> WANTED = List.of("message", "edited_message", "channel_post", "edited_channel_post",
            "my_chat_member",
            "chat_member", "chat_join_request", "callback_query", "message_reaction");
    /// What would end this account's own receiving.
    private static final Set<String> KEPT = Set.of("getupdates", "setwebhook", "deletewebhook", "logout", "close");
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
    private static final String SECRET = "webhook-secret";
    /// Which attempt of the account is the newest.
    private static final String ATTEMPT = "attempt";
    private static final Duration CHECK = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /// Below this Telegram silences for ever.
    private static final Duration SHORTEST_BAN = Duration.ofSeconds(31);

    private final AdapterContext context;
    private final TelegramConfig config;
    private final TelegramClient client;

    TelegramAdapter(AdapterContext context, TelegramConfig config) {
        this.context = context;
        this.config = config;
        client = new TelegramClient(context.http(), config);
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        String attempt = UUID.randomUUID().toString();
        context.storage().put(ATTEMPT, attempt);
        try {
            JsonNode me = client.call("getMe", Map.of());
            Reception reception = new Reception(context,
                    new TelegramInbound(Json.text(me, "id"), Json.text(me, "username")));
            if (config.webhookUrl().isEmpty()) {
                poll(connection, profile(me), reception, attempt);
            } else {
                beCalled(connection, profile(me), reception);
            }
        } catch (AdapterException failure) {
            throw switch (failure.kind()) {
                case AUTHENTICATION, COMMUNICATION, RATE_LIMITED, CONFIGURATION -> failure;
                default -> new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure);
            };
        }
    }

    private static AccountProfile profile(JsonNode me) {
        boolean all = Json.flag(me, "can_read_all_group_messages", true);
        return AccountProfile.of(Json.text(me, "id")).named(TelegramInbound.person(me).name())
                .detail("@" + Json.text(me, "username")
                        + (all ? "" : "; privacy mode: in groups it gets commands, replies and mentions only"));
    }

    /// Asks again and again; Telegram holds each question until there is something, and forgets what the next one is beyond.
    private void poll(Connection connection, AccountProfile profile, Reception reception, String attempt)
            throws InterruptedException {
        Duration hold = config.hold();
        Duration way = hold.dividedBy(5).plusSeconds(2);
        connection.connected(profile);
        boolean webhookRemoved = false;
        boolean displaced = false;
        long offset = 0;
        while (reception.endQuietAlbums()) {
            if (!context.storage().get(ATTEMPT).orElse("").equals(attempt)) {
                throw new AdapterException(ErrorKind.COMMUNICATION, "a newer attempt of this account receives now");
            }
            long began = System.nanoTime();
            long seconds = reception.waitsForMore() ? 1 : hold.toSeconds();
            Answer answer = client.updates(Map.of("offset", offset, "timeout", seconds, "allowed_updates", WANTED),
                    Duration.ofSeconds(seconds).plus(way));
            if (answer.code() == 409 && answer.says("webhook") && !webhookRemoved) {
                context.log().info("a webhook was set for {}; it is removed, since this account is polled", profile.detail());
                webhookRemoved = true;
                client.call("deleteWebhook", Map.of("drop_pending_updates", false));
                continue;
            }
            if (answer.code() == 409 && answer.says("other getupdates") && !displaced) {
                // It may be the last question of an attempt before this one, which came late; it does not ask again.
                displaced = true;
                continue;
            }
            JsonNode updates = answer.orThrow();
            connection.alive();
            for (JsonNode update : updates) {
                if (!take(reception, update)) {
                    return;
                }
                offset = Math.max(offset, Json.number(update, "update_id") + 1);
            }
            rest(updates, began);
        }
    }

    /// A server that does not hold questions must not be asked without end.
    private static void rest(JsonNode updates, long began) throws InterruptedException {
        long left = PAUSE.toNanos() - (System.nanoTime() - began);
        if (updates.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private boolean take(Reception reception, JsonNode update) throws InterruptedException {
        JsonNode message = update.path("message");
        if (message.has("migrate_to_chat_id")) {
            TelegramSender.moved(context.storage(), Json.text(message.path("chat"), "id"),
                    Json.text(message, "migrate_to_chat_id"));
        }
        boolean taken = reception.take(update);
        if (taken && update.path("callback_query").isObject()) {
            // Until it is answered, the button shows that it is waiting.
            try {
                client.call("answerCallbackQuery", Map.of("callback_query_id", Json.text(update.path("callback_query"), "id")));
            } catch (AdapterException late) {
                context.log().debug("the button was not answered: {}", late.getMessage());
            }
        }
        return taken;
    }

    /// Telegram calls, one update of a chat after the other.
    private void beCalled(Connection connection, AccountProfile profile, Reception reception) throws InterruptedException {
        String secret = context.storage().get(SECRET).orElseGet(() -> UUID.randomUUID().toString());
        context.storage().put(SECRET, secret);
        LinkedBlockingQueue<Boolean> calls = new LinkedBlockingQueue<>();
        // Not by the header's value, which the host would name in its log.
        Admission admission = Admission.of(request -> Signatures.same(secret, request.header(SECRET_HEADER).orElse(""))
                ? Admission.Decision.ADMIT
                : request.accountInPath().isPresent()
                        ? Admission.Decision.refuse(401, SECRET_HEADER + " is missing or another one")
                        : Admission.Decision.NOT_MINE);
        // Before the webhook is set: another account of this bot would lose it.
        connection.connected(profile);
        try (ServerRoutes.Registration route = context.routes().http(admission, request -> called(reception, request, calls))) {
            register(secret);
            while (reception.endQuietAlbums()) {
                Duration pause = reception.waitsForMore() ? Reception.QUIET : CHECK;
                Boolean more = calls.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
                if (more == null && pause.equals(CHECK)) {
                    check();
                } else if (Boolean.FALSE.equals(more)) {
                    return;
                }
            }
        }
    }

    private void register(String secret) throws InterruptedException {
        try {
            client.call("setWebhook", Map.of("url", config.webhookUrl(), "secret_token", secret, "allowed_updates", WANTED));
        } catch (AdapterException refused) {
            throw refused.kind() == ErrorKind.REJECTED
                    ? new AdapterException(ErrorKind.CONFIGURATION,
                            "Telegram does not take `webhook_url`: " + refused.getMessage(), refused)
                    : refused;
        }
    }

    /// An empty 200 once the host has the update; with a body Telegram would take the answer for a call.
    private RouteAnswer called(Reception reception, RouteRequest request, LinkedBlockingQueue<Boolean> calls)
            throws InterruptedException {
        if (!request.method().equals("POST")) {
            return RouteAnswer.text(405, "updates come as POST");
        }
        try {
            boolean taken = take(reception, Json.parse(request.body()));
            calls.add(taken);
            return RouteAnswer.status(taken ? 200 : 503);
        } catch (JacksonException broken) {
            return RouteAnswer.text(400, "not JSON");
        }
    }

    /// Whether it is still this host that Telegram calls, and what it says about that.
    private void check() throws InterruptedException {
        JsonNode info = client.call("getWebhookInfo", Map.of());
        if (!Json.text(info, "url").equals(config.webhookUrl())) {
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    "another program has changed the webhook of this bot; it is set again");
        }
        long failed = Json.number(info, "last_error_date");
        if (failed > 0 && context.clock().instant().getEpochSecond() - failed < 2 * CHECK.toSeconds()) {
            context.log().warn("Telegram cannot reach {}: {}", config.webhookUrl(), Json.text(info, "last_error_message"));
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return new TelegramSender(client, context.storage(), message).send();
    }

    private Map<String, Object> in(String chat, Object... more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chat_id", TelegramSender.now(context.storage(), Place.ofChat(chat).chat()));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        Place place = Place.ofMessage(messageId, chat.id());
        client.call("deleteMessage", in(place.chat(), "message_id", place.message()));
    }

    /// `editMessageText`, without marks; Telegram refuses a text that the message has already.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        Place place = Place.ofMessage(messageId, chat.id());
        Answer answer = client.ask("editMessageText", in(place.chat(), "message_id", place.message(), "text", text),
                TelegramClient.PATIENCE);
        if (!answer.says("message is not modified")) {
            answer.orThrow();
        }
    }

    /// Edits count like messages: about one a second in a chat, 20 a minute in a group.
    @Override
    public Duration editPause(Chat chat) {
        return chat.shared() ? Duration.ofSeconds(3) : Duration.ofMillis(1200);
    }

    /// Removing is banning; unbanned at once the person may come back.
    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        client.call("banChatMember", in(groupId, "user_id", userId));
        client.call("unbanChatMember", in(groupId, "user_id", userId, "only_if_banned", true));
    }

    @Override
    public void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        Duration least = duration.compareTo(SHORTEST_BAN) < 0 ? SHORTEST_BAN : duration;
        client.call("restrictChatMember", in(groupId, "user_id", userId, "permissions", permissions(false), "until_date",
                context.clock().instant().plus(least).getEpochSecond()));
    }

    @Override
    public void unban(String groupId, String userId) throws InterruptedException {
        client.call("restrictChatMember", in(groupId, "user_id", userId, "permissions", permissions(true)));
    }

    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        client.call("setChatPermissions", in(groupId, "permissions", permissions(!banned)));
    }

    private static Map<String, Object> permissions(boolean allowed) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String what : List.of("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls",
                "other_messages")) {
            all.put("can_send_" + what, allowed);
        }
        all.put("can_invite_users", allowed);
        return all;
    }

    /// What a group reads on top is a message that is pinned.
    @Override
    public void notice(String groupId, String text) throws InterruptedException {
        JsonNode sent = client.call("sendMessage", in(groupId, "text", text));
        client.call("pinChatMessage", in(groupId, "message_id", Json.text(sent, "message_id")));
    }

    @Override
    public void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException {
        int colon = flag.lastIndexOf(':');
        if (!event.equals(EventNames.GROUP_REQUEST) || colon < 1) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "Telegram has requests to join a group only, not '" + flag + "'");
        }
        client.call(approve ? "approveChatJoinRequest" : "declineChatJoinRequest",
                in(flag.substring(0, colon), "user_id", flag.substring(colon + 1)));
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        if (!action.matches("[A-Za-z]{1,64}") || KEPT.contains(action.toLowerCase(Locale.ROOT))) {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "'" + action + "' is no method of the Bot API that scripts may call");
        }
        return Json.plain(client.ask(action, params, timeout).orThrow());
    }

    /// The address of a file has the token in it, so the host gets the bytes.
    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        try {
            JsonNode file = client.call("getFile", Map.of("file_id", platform.getOrDefault("file_id", "")));
            String path = Json.text(file, "file_path");
            String name = path.substring(path.lastIndexOf('/') + 1);
            // A server of one's own in local mode names a file on the disk.
            String source = path.startsWith("/") ? path : "base64://" + Base64.getEncoder().encodeToString(client.download(path));
            return Media.reference(source, name, "", Json.number(file, "file_size"), platform);
        } catch (AdapterException failure) {
            String limit = failure.getMessage().contains("too big") ? "; Telegram gives bots files up to 20 MB" : "";
            throw failure.kind() == ErrorKind.AUTHENTICATION
                    ? failure
                    : new AdapterException(ErrorKind.MEDIA, failure.getMessage() + limit, failure);
        }
    }
}
