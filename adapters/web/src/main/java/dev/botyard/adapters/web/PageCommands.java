package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Group;
import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.User;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.adapter.EventSink;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Does what one page asks for. Confined to the thread of its connection.
final class PageCommands {
    private static final int MAX_NAME = 64;
    private static final int MAX_MEMBERS = 200;
    private static final Set<String> MEDIA = Set.of("image", "voice", "video", "file");

    private final ChatHub hub;
    private final BrowserSession session;
    private final Clock clock = Clock.systemUTC();

    PageCommands(ChatHub hub, BrowserSession session) {
        this.hub = hub;
        this.session = session;
    }

    void handle(Command command) throws InterruptedException {
        try {
            session.tell(answer(command));
        } catch (AdapterException refusal) {
            session.tell(Frame.error(command.key(), refusal.getMessage()));
        }
    }

    private Frame answer(Command command) throws InterruptedException {
        switch (command.type()) {
            case "ping" -> {
                return Frame.of("pong", command.key());
            }
            case "older" -> {
                return hub.account(command.account()).room().older(command.key(), place(command), command.before());
            }
            case "commands" -> {
                WebAccount account = hub.account(command.account());
                List<String> texts = account.commands().in(place(command).chat(""), id(command.user()));
                return Frame.commands(command.key(), account.id(), place(command), texts);
            }
            case "send" -> send(command);
            case "recall" -> recall(command);
            case "user" -> hub.account(command.account()).room().put(new User(id(command.id()), name(command)));
            case "group" -> create(command);
            case "join" -> join(hub.account(command.account()), id(command.id()), id(command.user()));
            case "leave" -> leave(command);
            default -> throw refusal("this host does not know the command '" + command.type() + "': reload the page");
        }
        return Frame.of("done", command.key());
    }

    private void send(Command command) throws InterruptedException {
        WebAccount account = hub.account(command.account());
        Place place = place(command);
        String user = id(command.user());
        if (!command.key().matches("[A-Za-z0-9-]{1,64}")) {
            throw refusal("a message needs a key of letters, digits and '-'");
        }
        List<Part> parts = check(account, command.parts());
        if (place.shared()) {
            enterGroup(account, place.id(), user);
        } else if (!place.id().equals(user)) {
            throw refusal("only " + place.id() + " can speak in the private chat of " + place.id());
        }
        Message draft = Message.draft(place, user, false, parts, command.key());
        // A key seen before is a page that did not get the answer: the message is there and must not reach the scripts twice.
        Message message = account.room().add(draft).orElse(null);
        if (message != null) {
            boolean accepted = emit(account, WebInbound.said(account, message));
            account.room().settle(message, accepted ? Message.ACCEPTED : Message.REFUSED);
        }
    }

    private void enterGroup(WebAccount account, String groupId, String user) throws InterruptedException {
        Group group = account.room().group(groupId).orElseThrow(() -> refusal("there is no group '" + groupId + "' any more"));
        long banned = group.member(user).map(Group.Seat::banned).orElse(0L);
        if (group.muted() || banned > clock.millis()) {
            throw refusal(group.muted() ? "everybody in this group is silenced" : user + " is silenced in this group");
        }
        if (group.member(user).isEmpty()) {
            join(account, groupId, user);
        }
    }

    private void recall(Command command) throws InterruptedException {
        WebAccount account = hub.account(command.account());
        if (account.room().find(command.id()).filter(message -> !message.bot() && !message.from().isEmpty()).isEmpty()) {
            throw refusal("only messages of users that are still kept can be recalled here");
        }
        Message recalled = account.room().recall(command.id()).orElse(null);
        if (recalled != null) {
            emit(account, WebInbound.recalled(account, recalled, clock.instant()));
        }
    }

    private void create(Command command) throws InterruptedException {
        Room room = hub.account(command.account()).room();
        String id = id(command.id());
        if (room.group(id).isPresent()) {
            throw refusal("there is a group '" + id + "' already");
        }
        if (command.members().size() > MAX_MEMBERS) {
            throw refusal("a group has at most " + MAX_MEMBERS + " members");
        }
        command.members().forEach(PageCommands::id);
        room.put(new Group(id, name(command), false, List.of()));
        for (String member : command.members()) {
            join(hub.account(command.account()), id, member);
        }
    }

    private void join(WebAccount account, String groupId, String user) throws InterruptedException {
        Group group = account.room().group(groupId).orElseThrow(() -> refusal("there is no group '" + groupId + "'"));
        if (group.member(user).isPresent()) {
            return;
        }
        if (group.members().size() >= MAX_MEMBERS) {
            throw refusal("a group has at most " + MAX_MEMBERS + " members");
        }
        account.room().put(account.room().user(user));
        account.room().edit(groupId, now -> now.with(
                new Group.Seat(user, now.members().isEmpty() ? "owner" : "member", clock.millis(), 0)));
        account.room().announce(Place.group(groupId), account.room().user(user).name() + " joined");
        emit(account, WebInbound.joined(account, groupId, user, clock.instant()));
    }

    private void leave(Command command) throws InterruptedException {
        WebAccount account = hub.account(command.account());
        String groupId = id(command.id());
        String user = id(command.user());
        if (account.room().group(groupId).flatMap(group -> group.member(user)).isEmpty()) {
            return;
        }
        account.room().edit(groupId, group -> group.without(user));
        account.room().announce(Place.group(groupId), account.room().user(user).name() + " left");
        emit(account, WebInbound.left(account, groupId, user, clock.instant()));
    }

    private static boolean emit(WebAccount account, InboundEvent event) throws InterruptedException {
        return account.events().emit(event) != EventSink.Acceptance.REFUSED;
    }

    private static List<Part> check(WebAccount account, List<Part> parts) {
        int length = parts.stream().mapToInt(part -> part.text().length()).sum();
        if (parts.isEmpty() || parts.size() > PageText.MAX_PARTS || length > PageText.MAX_LENGTH) {
            throw refusal("a message has 1 to " + PageText.MAX_PARTS + " parts and at most " + PageText.MAX_LENGTH
                    + " characters; this one has " + parts.size() + " and " + length);
        }
        return parts.stream().flatMap(part -> check(account, part)).toList();
    }

    private static Stream<Part> check(WebAccount account, Part part) {
        if (MEDIA.contains(part.type())) {
            Stored stored = account.media().find(part.media()).orElseThrow(() -> refusal("'" + part.name()
                    + "' is no longer kept: attach it again"));
            return Stream.of(Part.medium(part.type(), stored, ""));
        }
        return switch (part.type()) {
            case "text" -> Stream.of(Part.text("text", part.text()));
            case "at" -> Stream.of(Part.named("at", part.id(), part.name()));
            case "at_all" -> Stream.of(Part.named("at_all", "", ""));
            case "reply" -> account.room().find(part.id())
                    .map(quoted -> Part.quotation(quoted.id(), PageText.quote(quoted.parts()))).stream();
            default -> throw refusal("this host does not know parts of type '" + part.type() + "'");
        };
    }

    private static Place place(Command command) {
        if (command.chat() == null || !command.chat().legal()) {
            throw refusal("the chat has no proper id");
        }
        return command.chat();
    }

    private static String id(String id) {
        if (!Wire.isId(id)) {
            throw refusal("'" + id + "' cannot be an id: use 1 to 64 characters without blanks, slashes, quotes and '<'");
        }
        return id;
    }

    private static String name(Command command) {
        String name = command.name().strip();
        if (name.length() > MAX_NAME) {
            throw refusal("a name has at most " + MAX_NAME + " characters");
        }
        return name.isEmpty() ? command.id() : name;
    }

    private static AdapterException refusal(String sentence) {
        return new AdapterException(ErrorKind.REJECTED, sentence);
    }
}
