package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.Admission.Decision;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One login of a Satori server.
final class SatoriAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            GroupAdministration,
            MemberListing,
            RequestApproval,
            FileResolution {
    private static final Duration SILENCED = Duration.ofDays(30);
    private static final Duration CHECKS = Duration.ofSeconds(60);

    private final AdapterContext context;
    private final SatoriConfig config;
    private final SatoriClient client;
    private final Chats chats;
    private volatile Connection current;

    SatoriAdapter(AdapterContext context, SatoriConfig config) {
        this.context = context;
        this.config = config;
        client = new SatoriClient(context, config);
        chats = new Chats(context.storage());
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        current = connection;
        SatoriEvents events = new SatoriEvents(context, config, client, chats, connection);
        if (!config.webhook()) {
            events.serve();
            return;
        }
        try (Registration posts = context.routes().http(Admission.of(this::decide), request -> posted(events, request))) {
            connection.waiting("waiting for the Satori server to post to " + context.routes().address());
            logIn(connection);
            LiveAccount.every(CHECKS, () -> {
                logIn(connection);
                return true;
            });
        }
    }

    private void logIn(Connection connection) throws InterruptedException {
        JsonNode login;
        try {
            login = client.call("login.get", _ -> {});
        } catch (AdapterException refused) {
            throw refused.kind() == ErrorKind.REJECTED && refused.platformCode().equals("http-403")
                    ? new AdapterException(ErrorKind.AUTHENTICATION, refused.getMessage(), refused)
                    : refused;
        }
        String user = Json.text(login.path("user"), "id");
        client.speakFor(Json.text(login, "platform"), user);
        connection.connected(AccountProfile.of(user).named(Json.first(login.path("user"), "nick", "name"))
                .detail(Json.text(login, "platform")));
    }

    private Decision decide(RouteRequest request) {
        return request.carriesToken(config.webhookToken())
                ? Decision.ADMIT
                : Decision.refuse(401, "the token is not that of this account; compare webhook_token");
    }

    private static RouteAnswer posted(SatoriEvents events, RouteRequest request) throws InterruptedException {
        if (!request.header("Satori-Opcode").orElse("0").equals("0")) {
            return RouteAnswer.status(204);
        }
        try {
            return RouteAnswer.status(events.take(Json.parse(request.body()), true) == Acceptance.REFUSED ? 503 : 204);
        } catch (JacksonException noJson) {
            return RouteAnswer.text(400, "not JSON");
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        long deadline = System.nanoTime() + message.timeout().toNanos();
        try {
            String channel = chats.channel(message.target(), client);
            String content = SatoriOutbound.content(message.segments(), client, deadline);
            String referrer = chats.referrer(message.inReplyTo());
            JsonNode answer = client.call("message.create", out -> {
                out.writeStringProperty("channel_id", channel);
                out.writeStringProperty("content", content);
                if (!referrer.isEmpty()) {
                    out.writeName("referrer").writeRawValue(referrer);
                }
            }, Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
            return receipt(answer);
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                current.loginLost(failure.getMessage(), "check token, then start the account again");
            }
            throw failure;
        }
    }

    private static Receipt receipt(JsonNode answer) {
        if (answer.isArray() && answer.isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "the Satori server sent nothing: the platform behind it refused the message");
        }
        List<String> ids = new ArrayList<>();
        (answer.isArray() ? answer.valueStream() : java.util.stream.Stream.of(answer)).map(each -> Json.text(each, "id"))
                .filter(id -> !id.isEmpty()).forEach(ids::add);
        return Receipt.of(ids).withRaw(answer.toString());
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        String channel = chats.channel(chat, client);
        client.call("message.delete", out -> {
            out.writeStringProperty("channel_id", channel);
            out.writeStringProperty("message_id", messageId);
        });
    }

    /// `message.update`; where the platform behind the server has no edits, that is refused as unsupported.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        String channel = chats.channel(chat, client);
        client.call("message.update", out -> {
            out.writeStringProperty("channel_id", channel);
            out.writeStringProperty("message_id", messageId);
            out.writeStringProperty("content", Elements.escape(text));
        });
    }

    /// The platform is unknown, so the pause is one that most of them bear.
    @Override
    public Duration editPause(Chat chat) {
        return Duration.ofSeconds(2);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        List<Member> members = new ArrayList<>();
        for (JsonNode member : client.all("guild.member.list", "guild_id", chats.guild(groupId))) {
            JsonNode user = member.path("user");
            members.add(Member.of(Json.text(user, "id"), Json.first(user, "name", "nick")).card(Json.text(member, "nick"))
                    .details(Json.map(member)));
        }
        return members;
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        client.call("guild.member.kick", out -> {
            out.writeStringProperty("guild_id", chats.guild(groupId));
            out.writeStringProperty("user_id", userId);
        });
    }

    @Override
    public void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        client.call("guild.member.mute", out -> {
            out.writeStringProperty("guild_id", chats.guild(groupId));
            out.writeStringProperty("user_id", userId);
            out.writeNumberProperty("duration", duration.toMillis());
        });
    }

    @Override
    public void unban(String groupId, String userId) throws InterruptedException {
        ban(groupId, userId, Duration.ZERO);
    }

    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        client.call("channel.mute", out -> {
            out.writeStringProperty("channel_id", groupId);
            out.writeNumberProperty("duration", banned ? SILENCED.toMillis() : 0);
        });
    }

    @Override
    public void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException {
        String method = event.equals(EventNames.FRIEND_REQUEST)
                ? "friend.approve"
                : detail.equals("invite") ? "guild.approve" : "guild.member.approve";
        client.call(method, out -> {
            out.writeStringProperty("message_id", flag);
            out.writeBooleanProperty("approve", approve);
            out.writeStringProperty("comment", reason);
        });
    }

    /// What only the server can fetch.
    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String source = platform.getOrDefault("src", "");
        if (source.startsWith("data:")) {
            return Media.reference("base64://" + source.substring(source.indexOf(',') + 1), "", "", -1, platform);
        }
        if (source.isEmpty()) {
            throw new AdapterException(ErrorKind.MEDIA, "the message names no place of this " + type);
        }
        HttpAnswer answer = client.proxied(source);
        return Media.reference("base64://" + Base64.getEncoder().encodeToString(answer.body()), "",
                answer.header("content-type").orElse(""),
                answer.body().length, platform);
    }
}
