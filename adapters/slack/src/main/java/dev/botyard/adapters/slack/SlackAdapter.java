package dev.botyard.adapters.slack;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/// One bot in one Slack workspace.
final class SlackAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            MemberListing,
            GroupAdministration,
            FileResolution,
            MessageActions,
            PlatformCalls,
            SlackInbound.Names {
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_LOOKED_UP = 100;

    private final AdapterContext context;
    private final SlackConfig config;
    private final SlackApi api;
    /// Names by id, private channels by person and persons by private channel, threads by message.
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private volatile Connection current;

    SlackAdapter(AdapterContext context, SlackConfig config) {
        this.context = context;
        this.config = config;
        api = new SlackApi(context.http(), config, context.clock());
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        JsonNode self = login();
        SlackInbound inbound = new SlackInbound(self, this);
        AccountProfile profile = AccountProfile.of(Json.text(self, "user_id")).named(Json.text(self, "user"))
                .detail(Json.text(self, "team"));
        SlackInbound.Taker taker = (type, payload) -> take(inbound, type, payload);
        try {
            if (config.http()) {
                SlackEvents events = new SlackEvents(config.signingSecret(), context.clock(), taker);
                try (Registration posts = context.routes().http(SlackEvents.admission(), events::handle)) {
                    connected(connection, profile);
                    new CountDownLatch(1).await();
                }
            } else {
                try (SlackSockets sockets = new SlackSockets(context, api, connection, config.heartbeat(),
                        () -> connected(connection, profile), taker)) {
                    sockets.receive();
                }
            }
        } finally {
            current = null;
        }
    }

    /// Whatever Slack does not answer before anything is sent may be asked again.
    private JsonNode login() throws InterruptedException {
        try {
            return api.call("auth.test", Map.of());
        } catch (AdapterException failure) {
            throw failure.kind() == ErrorKind.UNKNOWN_OUTCOME
                    ? new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                    : failure;
        }
    }

    private void connected(Connection connection, AccountProfile profile) {
        current = connection;
        connection.connected(profile);
    }

    private boolean take(SlackInbound inbound, String type, JsonNode payload) throws InterruptedException {
        JsonNode event = payload.path("event");
        switch (Json.text(event, "type")) {
            case "tokens_revoked", "app_uninstalled" -> throw new AdapterException(ErrorKind.AUTHENTICATION,
                    "the app was removed from the workspace, or its token was revoked; install it anew at Slack and set bot_token");
            default -> remember(event);
        }
        Optional<InboundEvent> read = inbound.read(type, payload);
        return read.isEmpty() || context.events().emit(read.get()) != Acceptance.REFUSED;
    }

    private void remember(JsonNode event) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        String channel = Json.text(event, "channel");
        if (Json.text(event, "channel_type").equals("im") && !Json.text(event, "user").isEmpty() && !event.has("bot_id")) {
            known.putIfAbsent("partner " + channel, Json.text(event, "user"));
        }
        if (!Json.text(event, "thread_ts").isEmpty()) {
            known.put("thread " + SlackInbound.id(event, "ts"), Json.text(event, "thread_ts"));
        }
    }

    @Override
    public String person(String userId) throws InterruptedException {
        JsonNode user = Json.parse(looked("users.info", "user", userId));
        return Json.first(user.path("profile"), "display_name", "real_name")
                + (user.has("profile") ? "" : Json.text(user, "name"));
    }

    @Override
    public String channel(String channelId) throws InterruptedException {
        return Json.text(Json.parse(looked("conversations.info", "channel", channelId)), "name");
    }

    @Override
    public String partner(String channelId) {
        return known.getOrDefault("partner " + channelId, "");
    }

    /// What Slack says of a person or a channel, asked once; without it life goes on.
    private String looked(String method, String kind, String id) throws InterruptedException {
        String before = known.get(method + " " + id);
        if (before != null) {
            return before;
        }
        String said = "{}";
        try {
            said = api.call(method, Map.of(kind, id)).path(kind).toString();
        } catch (AdapterException unknown) {
            context.log().debug("no name of {}: {}", id, unknown.getMessage());
        }
        known.put(method + " " + id, said.isEmpty() ? "{}" : said);
        return known.getOrDefault(method + " " + id, "{}");
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return guarded(() -> {
            String thread = known.getOrDefault("thread " + message.inReplyTo(), "");
            List<Segment> segments = new ArrayList<>(message.segments());
            segments.replaceAll(segment -> segment instanceof Segment.Reply(String id, String text)
                    ? new Segment.Reply(known.getOrDefault("thread " + id, id), text)
                    : segment);
            String target = message.target().userId().isEmpty()
                    ? message.target().chatId()
                    : privateChannel(message.target().userId());
            return new SlackSender(api, target, thread, message.timeout()).send(segments);
        });
    }

    private String privateChannel(String userId) throws InterruptedException {
        String before = known.get("private " + userId);
        if (before != null) {
            return before;
        }
        String channel = Json.text(api.call("conversations.open", Map.of("users", userId)).path("channel"), "id");
        known.put("private " + userId, channel);
        known.put("partner " + channel, userId);
        return channel;
    }

    private interface Call<T> {
        T make() throws InterruptedException;
    }

    private <T> T guarded(Call<T> call) throws InterruptedException {
        Connection connection = current;
        if (connection == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    "the account " + context.account() + " is not connected to Slack");
        }
        try {
            return call.make();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                connection.loginLost(failure.getMessage(), "set bot_token to the one on the app's page at Slack");
            }
            throw failure;
        }
    }

    /// A message that is a file is taken back with its file.
    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        guarded(() -> messageId.matches("F[A-Z0-9]+")
                ? api.call("files.delete", Map.of("file", messageId))
                : api.call("chat.delete", placed(chat, messageId)));
    }

    /// `chat.update`, marked as plain in the way of `chat.postMessage`.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        guarded(() -> {
            Map<String, String> params = new HashMap<>(placed(chat, messageId));
            params.putAll(Map.of("text", SlackSender.escaped(text), "mrkdwn", "false", "parse", "none"));
            return api.call("chat.update", params);
        });
    }

    /// Tier 3: 50 calls a minute, over all channels.
    @Override
    public Duration editPause(Chat chat) {
        return Duration.ofMillis(1500);
    }

    /// Channel and time stamp, which name a message together.
    private Map<String, String> placed(Chat chat, String messageId) throws InterruptedException {
        int slash = messageId.lastIndexOf('/');
        String channel = slash > 0 ? messageId.substring(0, slash) : chat.shared() ? chat.id() : privateChannel(chat.id());
        return Map.of("channel", channel, "ts", messageId.substring(slash + 1));
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        return guarded(() -> {
            List<Member> members = new ArrayList<>();
            Map<String, String> params = new HashMap<>(Map.of("channel", groupId, "limit", "200"));
            do {
                JsonNode page = api.call("conversations.members", params);
                for (JsonNode id : page.path("members")) {
                    members.add(Member.of(Json.text(id), members.size() < MOST_LOOKED_UP ? person(Json.text(id)) : ""));
                }
                params.put("cursor", Json.text(page.path("response_metadata"), "next_cursor"));
            } while (!params.get("cursor").isEmpty());
            return members;
        });
    }

    @Override
    public void invite(String groupId, String userId) throws InterruptedException {
        guarded(() -> api.call("conversations.invite", Map.of("channel", groupId, "users", userId)));
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        guarded(() -> api.call("conversations.kick", Map.of("channel", groupId, "user", userId)));
    }

    /// Slack knows emoji by name: `thumbsup`, with colons or without.
    @Override
    public void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        String channel = messageId.contains("/") ? messageId.replaceFirst("/.*", "") : chat.id();
        guarded(() -> api.call(on ? "reactions.add" : "reactions.remove", Map.of("channel", channel, "timestamp",
                messageId.replaceFirst(".*/", ""), "name", emoji.replace(":", ""))));
    }

    /// Lists and maps go as JSON, as Slack takes them in forms.
    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        if (!action.matches("[a-z][A-Za-z]*(\\.[A-Za-z]+)+")) {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "Slack has no method '" + action + "'; write one such as chat.scheduleMessage");
        }
        Map<String, String> fields = new HashMap<>();
        params.forEach(
                (key, value) -> fields.put(key, value instanceof String text ? text : Json.write(out -> out.writePOJO(value))));
        Map<String, Object> answer = new HashMap<>(Json.map(guarded(() -> api.call(action, fields, timeout))));
        answer.remove("ok");
        return answer;
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String url = platform.getOrDefault("url", "");
        return new MediaShelf(context.folder()).fetch(url, platform.getOrDefault("name", ""), platform,
                () -> api.download(url, platform.getOrDefault("mimetype", "")));
    }
}
