package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Group;
import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageEdit;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.Admission;
import dev.botyard.api.transport.RouteRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// The bot of the chat page. It is connected as soon as its history is read, whether or not a browser looks.
final class WebAdapter implements Adapter, MessageRecall, MessageEdit, GroupAdministration, MemberListing, FileResolution {
    /// Keys of the bot's messages begin so; a page's key cannot.
    private static final String PUSH_KEY = "push:";

    private final AdapterContext context;
    private final WebConfig config;
    private final ChatHub hub;
    private final Clock clock;
    private volatile WebAccount account;

    WebAdapter(AdapterContext context, WebConfig config, ChatHub hub) {
        this.context = context;
        this.config = config;
        this.hub = hub;
        this.clock = context.clock();
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        WebAccount opened = WebAccount.of(context, config);
        try (Room room = opened.room()) {
            opened.load();
            account = opened;
            hub.enter(opened);
            try (var pages = context.routes().mount("chat", hub.pages(context.command("").strip()));
                    var plugins = context.commands().watch(() -> hub.commandsChanged(opened));
                    var browsers = context.routes().sharedWebSockets(Admission.of(this::admit), hub)) {
                connection.connected(AccountProfile.of(room.account()).named(room.title()).detail("chat page /chat"));
                new CountDownLatch(1).await();
            } finally {
                hub.leave(opened);
            }
        }
    }

    private Admission.Decision admit(RouteRequest request) {
        return request.operator()
                ? Admission.Decision.ADMIT
                : Admission.Decision.refuse(401,
                        "the chat page needs a login: run '" + context.command("token link") + "' and open the link it prints");
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        WebAccount to = account;
        Place place = Place.of(message.target());
        if (!place.legal()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET, "'" + place.id()
                    + "' cannot be the id of a user or group of the chat page: at most 64 characters without blanks, slashes or quotes");
        }
        String key = message.requestId().isEmpty() ? "" : PUSH_KEY + message.requestId();
        Message sent = to.room().byKey(place, key).orElseGet(() -> store(to, message, place, key));
        return Receipt.of(sent.id());
    }

    private static Message store(WebAccount to, OutboundMessage message, Place place, String key) {
        List<Part> parts = new WebOutbound(to).parts(message.segments());
        return to.room().add(Message.draft(place, to.id(), true, parts, key))
                .or(() -> to.room().byKey(place, key))
                .orElseThrow(() -> new AdapterException(ErrorKind.INTERNAL, "the message to " + place.id() + " was not stored"));
    }

    @Override
    public void recall(Chat chat, String messageId) {
        if (account.room().recall(messageId).isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "there is no message '" + messageId + "' to recall: it was recalled before or is older than the history");
        }
    }

    @Override
    public void edit(Chat chat, String messageId, String text) {
        if (account.room().rewrite(messageId, List.of(Part.text("text", text))).isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED, "there is no message '" + messageId
                    + "' of the bot to edit: it was recalled or is older than the history");
        }
    }

    /// The page is the platform, and reads along as fast as words come.
    @Override
    public Duration editPause(Chat chat) {
        return Duration.ofMillis(500);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) {
        Room room = account.room();
        Group group = room.group(groupId).orElseThrow(() -> noGroup(groupId));
        return group.members().stream().map(seat -> Member.of(seat.id(), room.user(seat.id()).name()).role(seat.role())
                .details(Map.of("join_time", seat.joined() / 1000, "shut_up_timestamp", seat.banned() / 1000))).toList();
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) {
        WebAccount from = account;
        Stored stored = from.media().find(platform.getOrDefault("media_id", "")).orElseThrow(() -> new AdapterException(
                ErrorKind.MEDIA, "the " + type + " is no longer kept by the chat page"));
        return WebInbound.reference(from, stored);
    }

    @Override
    public void invite(String groupId, String userId) {
        if (!Wire.isId(userId)) {
            throw new AdapterException(ErrorKind.REJECTED, "'" + userId + "' cannot be the id of a user");
        }
        edit(groupId, group -> group.member(userId).isPresent()
                ? group
                : group.with(new Group.Seat(userId, "member", clock.millis(), 0)));
        account.room().put(account.room().user(userId));
        account.room().announce(Place.group(groupId), userId + " joined");
    }

    @Override
    public void kick(String groupId, String userId) {
        edit(groupId, group -> member(group, userId) == null ? group : group.without(userId));
        account.room().announce(Place.group(groupId), userId + " was removed");
    }

    @Override
    public void ban(String groupId, String userId, Duration duration) {
        edit(groupId, group -> group.with(member(group, userId).bannedUntil(clock.millis() + duration.toMillis())));
        account.room().announce(Place.group(groupId), userId + " was silenced for " + duration.toSeconds() + " s");
    }

    @Override
    public void unban(String groupId, String userId) {
        edit(groupId, group -> group.with(member(group, userId).bannedUntil(0)));
        account.room().announce(Place.group(groupId), userId + " may speak again");
    }

    @Override
    public void banAll(String groupId, boolean banned) {
        edit(groupId, group -> group.muted(banned));
        account.room().announce(Place.group(groupId), banned ? "everybody was silenced" : "everybody may speak again");
    }

    @Override
    public void notice(String groupId, String text) {
        edit(groupId, group -> group);
        account.room().announce(Place.group(groupId), text);
    }

    private void edit(String groupId, UnaryOperator<Group> edit) {
        if (account.room().edit(groupId, edit).isEmpty()) {
            throw noGroup(groupId);
        }
    }

    private static Group.Seat member(Group group, String userId) {
        return group.member(userId).orElseThrow(() -> new AdapterException(ErrorKind.REJECTED,
                "'" + userId + "' is not a member of the group '" + group.id() + "'"));
    }

    private static AdapterException noGroup(String groupId) {
        return new AdapterException(ErrorKind.UNREACHABLE_TARGET, "there is no group '" + groupId + "' on the chat page");
    }
}
