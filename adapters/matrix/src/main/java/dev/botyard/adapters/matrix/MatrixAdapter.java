package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.adapters.common.RestAction;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
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
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/// One account on a Matrix homeserver.
final class MatrixAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            MemberListing,
            GroupAdministration,
            RequestApproval,
            FileResolution,
            MessageActions,
            PlatformCalls {
    /// The server may learn of an invitation later than the bot does.
    private static final List<Long> JOIN_AGAIN = List.of(1L, 3L, 10L);
    private static final int ADMIN = 50;
    private static final int OWNER = 100;

    private final AdapterContext context;
    private final MatrixConfig config;
    private final List<Thread> joining = new CopyOnWriteArrayList<>();
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Session current;

    MatrixAdapter(AdapterContext context, MatrixConfig config) {
        this.context = context;
        this.config = config;
    }

    private record Session(MatrixApi api, MatrixRooms rooms, String self, Connection connection) {}

    @Override
    public void run(Connection connection) throws InterruptedException {
        try {
            MatrixApi api = new MatrixApi(context, config);
            String self = Json.text(api.get(MatrixApi.path("account", "whoami"), MatrixApi.PATIENCE), "user_id");
            Session session = new Session(api, new MatrixRooms(), self, connection);
            MatrixSync sync = new MatrixSync(context, api, config, session.rooms,
                    new MatrixInbound(self, session.rooms, config.takesNotices()),
                    (room, inviter, direct) -> join(session, room, inviter, direct));
            sync.begin();
            current = session;
            connection.connected(AccountProfile.of(self).detail(config.homeserver()));
            sync.receive(connection);
        } catch (AdapterException failure) {
            // Whatever was asked here may be asked again.
            throw failure.kind() == ErrorKind.UNKNOWN_OUTCOME || failure.kind() == ErrorKind.REJECTED
                    ? new AdapterException(ErrorKind.COMMUNICATION, failure.getMessage(), failure)
                            .withPlatformCode(failure.platformCode())
                    : failure;
        } finally {
            current = null;
            joining.forEach(Thread::interrupt);
        }
    }

    /// Beside the polls: joining may take long.
    private void join(Session session, String room, String inviter, boolean direct) {
        joining.removeIf(thread -> !thread.isAlive());
        joining.add(Thread.ofVirtual().name("matrix-join").start(() -> {
            try {
                joinPatiently(session, room, inviter);
                if (direct) {
                    direct(session, room, inviter);
                }
            } catch (AdapterException refused) {
                context.log().warn("{} invited the bot to {}, and joining failed: {}", inviter, room, refused.getMessage());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void joinPatiently(Session session, String room, String inviter) throws InterruptedException {
        String via = inviter.contains(":") ? "?via=" + inviter.replaceFirst("[^:]*:", "") : "";
        for (int i = 0;; i++) {
            try {
                session.api.post(MatrixApi.path("join", room) + via, _ -> {}, MatrixApi.PATIENCE.multipliedBy(4));
                return;
            } catch (AdapterException refused) {
                if (i == JOIN_AGAIN.size() || refused.kind() == ErrorKind.AUTHENTICATION) {
                    throw refused;
                }
                TimeUnit.SECONDS.sleep(JOIN_AGAIN.get(i));
            }
        }
    }

    private static void direct(Session session, String room, String userId) throws InterruptedException {
        session.rooms.direct(room, userId);
        session.api.put(MatrixApi.path("user", session.self, "account_data", "m.direct"),
                out -> session.rooms.directsByPerson().forEach((person, rooms) -> {
                    out.writeArrayPropertyStart(person);
                    rooms.forEach(out::writeString);
                    out.writeEndArray();
                }), MatrixApi.PATIENCE);
    }

    private interface Call<T> {
        T make(Session session) throws InterruptedException;
    }

    private <T> T guarded(Call<T> call) throws InterruptedException {
        Session session = current;
        if (session == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        try {
            return call.make(session);
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                session.connection.loginLost(failure.getMessage(), "log the bot in again, or set a new access_token");
            }
            throw failure;
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return guarded(session -> {
            String room = message.target().userId().isEmpty()
                    ? message.target().chatId()
                    : privateRoom(session, message.target().userId());
            if (session.rooms.isEncrypted(room)) {
                throw new AdapterException(ErrorKind.UNSUPPORTED,
                        room + " is end-to-end encrypted, which this adapter does not do; use a room without encryption");
            }
            String id = message.requestId().isEmpty() ? UUID.randomUUID().toString() : message.requestId();
            try {
                return new MatrixSender(session.api, config, room, id, message.timeout()).send(message.segments(),
                        session.rooms.thread(message.inReplyTo()), message.inReplyTo());
            } catch (AdapterException refused) {
                throw refused.platformCode().equals("M_FORBIDDEN") && !session.rooms.isJoined(room)
                        ? new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                                "the bot is not in " + room + ": " + refused.getMessage(), refused)
                        : refused;
            }
        });
    }

    /// The private room with a person, made where there is none. One at a time, so that nobody gets two.
    private String privateRoom(Session session, String userId) throws InterruptedException {
        opening.lockInterruptibly();
        try {
            String known = session.rooms.roomOf(userId);
            if (!known.isEmpty()) {
                return known;
            }
            String made = Json.text(session.api.post(MatrixApi.path("createRoom"), out -> {
                out.writeBooleanProperty("is_direct", true).writeStringProperty("preset", "trusted_private_chat");
                out.writeArrayPropertyStart("invite").writeString(userId).writeEndArray();
            }, MatrixApi.PATIENCE), "room_id");
            session.rooms.joined(made);
            direct(session, made, userId);
            return made;
        } finally {
            opening.unlock();
        }
    }

    private static String room(Session session, Chat chat) {
        return chat.shared() ? chat.id() : session.rooms.roomOf(chat.id());
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        guarded(session -> session.api.put(
                MatrixApi.path("rooms", room(session, chat), "redact", messageId, "recall-" + UUID.randomUUID()),
                _ -> {}, MatrixApi.PATIENCE));
    }

    /// An event with `m.replace`, which clients show in the place of the first.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        guarded(session -> session.api.put(
                MatrixApi.path("rooms", room(session, chat), "send", "m.room.message", "edit-" + UUID.randomUUID()),
                MatrixSender.replacing(config, messageId, text), MatrixApi.PATIENCE));
    }

    /// Homeservers let few events through in the long run, whoever sends them.
    @Override
    public Duration editPause(Chat chat) {
        return Duration.ofSeconds(3);
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        return guarded(session -> {
            JsonNode joined = session.api.get(MatrixApi.path("rooms", groupId, "joined_members"), MatrixApi.PATIENCE)
                    .path("joined");
            JsonNode powers = session.api
                    .get(MatrixApi.path("rooms", groupId, "state", "m.room.power_levels"), MatrixApi.PATIENCE).path("users");
            List<Member> members = new ArrayList<>();
            joined.properties().forEach(member -> {
                long power = Json.number(powers, member.getKey());
                members.add(Member.of(member.getKey(), Json.text(member.getValue(), "display_name"))
                        .role(power >= OWNER ? "owner" : power >= ADMIN ? "admin" : "member"));
            });
            return members;
        });
    }

    /// A reaction is an event of its own; which one it was is not kept, so that none can be taken back.
    @Override
    public void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        if (!on) {
            throw new AdapterException(ErrorKind.UNSUPPORTED,
                    "taking reactions back is not supported; recall the reaction's own event");
        }
        guarded(session -> session.api.put(
                MatrixApi.path("rooms", room(session, chat), "send", "m.reaction", "react-" + UUID.randomUUID()),
                out -> out.writeObjectPropertyStart("m.relates_to").writeStringProperty("rel_type", "m.annotation")
                        .writeStringProperty("event_id", messageId).writeStringProperty("key", emoji).writeEndObject(),
                MatrixApi.PATIENCE));
    }

    @Override
    public void markRead(Chat chat, String messageId) throws InterruptedException {
        guarded(session -> session.api.post(MatrixApi.path("rooms", room(session, chat), "receipt", "m.read", messageId), _ -> {},
                MatrixApi.PATIENCE));
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        RestAction asked = RestAction.of(action, params);
        return guarded(session -> Json.plain(session.api.perform(asked, timeout)));
    }

    private void rule(String action, String groupId, String userId) throws InterruptedException {
        guarded(session -> session.api.post(MatrixApi.path("rooms", groupId, action),
                out -> out.writeStringProperty("user_id", userId),
                MatrixApi.PATIENCE));
    }

    @Override
    public void invite(String groupId, String userId) throws InterruptedException {
        rule("invite", groupId, userId);
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        rule("kick", groupId, userId);
    }

    /// An invitation is accepted by joining and refused by leaving.
    @Override
    public void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException {
        guarded(session -> session.api.post(MatrixApi.path("rooms", flag, approve ? "join" : "leave"),
                out -> out.writeStringProperty("reason", reason), MatrixApi.PATIENCE.multipliedBy(4)));
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String place = platform.getOrDefault("url", "");
        return guarded(session -> new MediaShelf(context.folder()).fetch(place, platform.getOrDefault("name", ""), platform,
                () -> session.api.download(place)));
    }
}
