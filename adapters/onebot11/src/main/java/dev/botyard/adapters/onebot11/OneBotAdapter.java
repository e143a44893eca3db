package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.onebot11.ReverseEntrance.Arrival;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.GroupFile;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.RouteAnswer;
import dev.botyard.api.transport.RouteRequest;
import dev.botyard.api.transport.ServerRoutes.Registration;
import dev.botyard.api.transport.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One OneBot account, over any of the standard's transports.
final class OneBotAdapter
        implements
            Adapter,
            MessageRecall,
            GroupAdministration,
            MemberListing,
            RequestApproval,
            FileResolution,
            MessageActions,
            PlatformCalls {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration TAKE_OVER = Duration.ofMillis(100);

    private final AdapterContext context;
    private final OneBotConfig config;
    private final MediaTransfer transfer;
    private final TemporarySessions temporary;
    private final OneBotInbound inbound;
    private volatile Session current;

    OneBotAdapter(AdapterContext context, OneBotConfig config) {
        this.context = context;
        this.config = config;
        temporary = new TemporarySessions(context.storage());
        transfer = new MediaTransfer(config, context.storage(), context.clock());
        inbound = new OneBotInbound(context.imType(), context.clock(), temporary, config.expandQuotes());
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        switch (config.mode()) {
            case REVERSE_WS -> reverse(connection);
            case FORWARD_WS -> forward(connection);
            case HTTP -> http(connection);
        }
    }

    private void reverse(Connection connection) throws InterruptedException {
        try (ReverseEntrance entrance = new ReverseEntrance(context, config)) {
            connection.waiting("waiting for a OneBot implementation to connect to "
                    + context.routes().address().toString().replaceFirst("^http", "ws"));
            List<Arrival> arrivals = entrance.next();
            while (true) {
                arrivals = serve(connection, entrance, arrivals);
            }
        }
    }

    /// Serves until the connection ends.
    ///
    /// @return the connections that have taken over
    /// @throws AdapterException when none has
    private List<Arrival> serve(Connection connection, ReverseEntrance entrance, List<Arrival> arrivals)
            throws InterruptedException {
        try (Session session = Session.overSockets(context, config, connection, inbound, transfer)) {
            arrivals.forEach(arrival -> arrival.attachTo(session));
            entrance.serving(session);
            serve(session);
            throw new IllegalStateException("a session ends with an exception");
        } catch (AdapterException lost) {
            List<Arrival> successor = entrance.successor(TAKE_OVER);
            if (successor.isEmpty()) {
                throw ofThePeer(lost);
            }
            return successor;
        } finally {
            entrance.serving(null);
        }
    }

    /// What is wrong with who came is nothing that the next to come could not do better: the account goes on waiting.
    private static AdapterException ofThePeer(AdapterException lost) {
        return switch (lost.kind()) {
            case CONFIGURATION, AUTHENTICATION -> new AdapterException(ErrorKind.COMMUNICATION, lost.getMessage(), lost)
                    .withPlatformCode(lost.platformCode());
            default -> lost;
        };
    }

    private void forward(Connection connection) throws InterruptedException {
        URI url = config.url().orElseThrow();
        try (Session session = Session.overSockets(context, config, connection, inbound, transfer)) {
            attach(session, url);
            serve(session);
        }
    }

    /// Some implementations serve calls and events under their own paths only.
    private void attach(Session session, URI url) throws InterruptedException {
        String root = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/$", "");
        if (root.endsWith("/api") || root.endsWith("/event")) {
            attachSeparately(session, url, root.substring(0, root.lastIndexOf('/')));
            return;
        }
        try {
            session.attach(connect(url), true, true);
        } catch (AdapterException refused) {
            if (refused.kind() != ErrorKind.COMMUNICATION) {
                throw refused;
            }
            try {
                attachSeparately(session, url, root);
            } catch (AdapterException neither) {
                throw refused;
            }
        }
    }

    private void attachSeparately(Session session, URI url, String root) throws InterruptedException {
        session.attach(connect(url.resolve(root + "/api")), true, false);
        session.attach(connect(url.resolve(root + "/event")), false, true);
    }

    private WebSocket connect(URI url) throws InterruptedException {
        Map<String, String> headers = config.accessToken().isEmpty()
                ? Map.of()
                : Map.of("Authorization", "Bearer " + config.accessToken());
        return context.webSockets().connect(url, headers, HANDSHAKE);
    }

    private void http(Connection connection) throws InterruptedException {
        URI url = config.url().orElseThrow();
        HttpLink link = new HttpLink(context.http(), url, config.accessToken(), context.clock(), connection::alive);
        try (Session session = Session.over(link, context, config, connection, inbound, transfer);
                Registration events = context.routes().http(EventPost.admission(config), request -> posted(session, request))) {
            serve(session);
        }
    }

    private RouteAnswer posted(Session session, RouteRequest request) throws InterruptedException {
        return EventPost.handle(config, session, request);
    }

    private void serve(Session session) throws InterruptedException {
        current = session;
        try {
            session.serve();
        } finally {
            current = null;
        }
    }

    private OneBotClient client() {
        Session session = current;
        if (session == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the OneBot implementation is not connected; nothing was sent");
        }
        return session.client();
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return new OneBotSender(client(), transfer, temporary, message).send();
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        client().deleteMessage(messageId);
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        client().kick(groupId, userId);
    }

    @Override
    public void ban(String groupId, String userId, Duration duration) throws InterruptedException {
        client().ban(groupId, userId, duration);
    }

    @Override
    public void unban(String groupId, String userId) throws InterruptedException {
        client().ban(groupId, userId, Duration.ZERO);
    }

    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        client().banAll(groupId, banned);
    }

    @Override
    public void notice(String groupId, String text) throws InterruptedException {
        client().notice(groupId, text);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        JsonNode data = client().members(groupId, fresh);
        List<Member> members = new ArrayList<>(data.size());
        data.forEach(member -> members.add(member(member)));
        return members;
    }

    private static Member member(JsonNode member) {
        return Member.of(Json.text(member, "user_id"), Json.text(member, "nickname")).card(Json.text(member, "card"))
                .role(Json.text(member, "role")).details(Json.map(member));
    }

    @Override
    public Optional<Member> member(String groupId, String userId, boolean fresh) throws InterruptedException {
        return Optional.of(member(client().member(groupId, userId, fresh)));
    }

    @Override
    public List<Person> friends() throws InterruptedException {
        List<Person> friends = new ArrayList<>();
        client().list("get_friend_list").forEach(friend -> friends.add(
                Person.of(Json.text(friend, "user_id"), Json.first(friend, "remark", "nickname"))));
        return friends;
    }

    @Override
    public List<Chat> groups() throws InterruptedException {
        List<Chat> groups = new ArrayList<>();
        client().list("get_group_list").forEach(group -> groups.add(
                Chat.group(Json.text(group, "group_id"), Json.text(group, "group_name"))));
        return groups;
    }

    @Override
    public void card(String groupId, String userId, String card) throws InterruptedException {
        client().card(groupId, userId, card);
    }

    @Override
    public void rename(String groupId, String name) throws InterruptedException {
        client().rename(groupId, name);
    }

    @Override
    public void leave(String groupId) throws InterruptedException {
        client().leave(groupId);
    }

    @Override
    public List<GroupFile> files(String groupId, String folderId) throws InterruptedException {
        return MessageArchive.files(client().files(groupId, folderId));
    }

    @Override
    public void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        client().react(chat, messageId, emoji, on);
    }

    @Override
    public void markRead(Chat chat, String messageId) throws InterruptedException {
        client().markRead(chat, messageId);
    }

    @Override
    public List<MessageEvent> history(Chat chat, String before, int most) throws InterruptedException {
        return MessageArchive.messages(client().history(chat, before, most), chat, inbound);
    }

    @Override
    public String transcribe(Chat chat, String messageId) throws InterruptedException {
        return client().transcribe(messageId);
    }

    @Override
    public void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException {
        if (event.equals(EventNames.FRIEND_REQUEST)) {
            client().answerFriend(flag, approve, reason);
        } else {
            client().answerGroup(flag, detail.isEmpty() ? "add" : detail, approve, reason);
        }
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        return Json.plain(client().call(action, out -> params.forEach(out::writePOJOProperty), timeout).data());
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        return new FileFinder(client(), platform).find(type);
    }
}
