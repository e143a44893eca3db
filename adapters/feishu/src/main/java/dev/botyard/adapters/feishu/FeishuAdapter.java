package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.KnownNames;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.adapters.common.SeenIds;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.account.AccountProfile;
import dev.botyard.api.adapter.Adapter;
import dev.botyard.api.adapter.AdapterContext;
import dev.botyard.api.adapter.Connection;
import dev.botyard.api.adapter.EventSink.Acceptance;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One Feishu or Lark bot.
final class FeishuAdapter implements Adapter, MessageRecall, GroupAdministration, MemberListing, FileResolution {
    /// The platform delivers an unanswered event for the last time after six hours.
    private static final Duration REDELIVERED = Duration.ofHours(8);
    private static final int MANY = 20_000;

    private final AdapterContext context;
    private final FeishuApi api;
    private final SeenIds seen;
    private final ReentrantLock taking = new ReentrantLock();
    private final KnownNames names;
    private final boolean asksNames;
    private volatile String self = "";
    private volatile Connection current;

    FeishuAdapter(AdapterContext context) {
        this.context = context;
        api = new FeishuApi(context);
        seen = new SeenIds(context.storage(), context.clock(), REDELIVERED, MANY);
        names = new KnownNames(MANY, person -> Json.text(api.get("/open-apis/contact/v3/users/" + person
                + "?user_id_type=open_id").path("data").path("user"), "name"));
        asksNames = context.config().flag("names");
    }

    private String setting(String key) {
        return context.config().text(key);
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        JsonNode bot = api.get("/open-apis/bot/v3/info").path("bot");
        self = Json.text(bot, "open_id");
        AccountProfile profile = AccountProfile.of(setting("app_id")).named(Json.text(bot, "app_name"))
                .detail("bot " + self);
        try {
            if (setting(FeishuAdapterFactory.MODE).equals(FeishuAdapterFactory.WEBHOOK)) {
                try (Registration _ = new Webhook(context.config(), this::take).open(context.routes())) {
                    current = connection;
                    connection.connected(profile);
                    check(connection, context.config().duration("check_interval"));
                }
            } else {
                new LongConnection(context, connection, this::take).serve(api.endpoint(), () -> {
                    current = connection;
                    connection.connected(profile);
                });
            }
        } finally {
            current = null;
        }
    }

    /// Until the platform is gone or takes the login back.
    private void check(Connection connection, Duration interval) throws InterruptedException {
        while (true) {
            Thread.sleep(interval);
            api.get("/open-apis/bot/v3/info");
            connection.alive();
        }
    }

    /// Hands an event over, one at a time.
    ///
    /// @return whether the platform may forget it
    private boolean take(byte[] delivery) throws InterruptedException {
        taking.lockInterruptibly();
        try {
            JsonNode envelope = Json.parse(delivery);
            String id = FeishuInbound.id(envelope);
            if (!seen.contains(id)) {
                String name = asksNames ? names.of(FeishuInbound.sender(envelope)) : "";
                for (InboundEvent event : FeishuInbound.read(envelope, self, name)) {
                    if (context.events().emit(event) == Acceptance.REFUSED) {
                        return false;
                    }
                    react(event);
                }
                seen.add(id);
            }
        } catch (IllegalArgumentException | JacksonException odd) {
            context.log().warn("ignored an event that makes no sense ({})", odd.getMessage());
        } finally {
            taking.unlock();
        }
        return true;
    }

    private void react(InboundEvent event) {
        String emoji = setting("seen_reaction");
        if (!emoji.isEmpty() && event instanceof MessageEvent message && !message.own()) {
            Thread.ofVirtual().name("feishu-" + context.account() + "-seen").start(() -> {
                try {
                    api.call("POST", FeishuApi.MESSAGES + "/" + message.messageId() + "/reactions", out -> {
                        out.writeObjectPropertyStart("reaction_type");
                        out.writeStringProperty("emoji_type", emoji);
                        out.writeEndObject();
                    }, FeishuApi.PATIENCE);
                } catch (AdapterException | InterruptedException notSet) {
                    context.log().debug("no reaction to {}: {}", message.messageId(), notSet.getMessage());
                }
            });
        }
    }

    /// Something that waits for the platform.
    interface Call<T> {
        T make() throws InterruptedException;
    }

    private <T> T online(Call<T> call) throws InterruptedException {
        Connection connection = current;
        if (connection == null) {
            throw new AdapterException(ErrorKind.COMMUNICATION, "the account " + context.account() + " is not connected");
        }
        try {
            return call.make();
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.AUTHENTICATION) {
                connection.loginLost(failure.getMessage(), "set app_secret anew in the account's file");
            }
            throw failure;
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return online(new FeishuOutbound(api, message, setting("markdown").equals("card"))::send);
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        online(() -> api.call("DELETE", FeishuApi.MESSAGES + "/" + messageId, out -> {}, FeishuApi.PATIENCE));
    }

    @Override
    public void invite(String groupId, String userId) throws InterruptedException {
        change("POST", groupId, userId);
    }

    @Override
    public void kick(String groupId, String userId) throws InterruptedException {
        change("DELETE", groupId, userId);
    }

    private void change(String method, String groupId, String userId) throws InterruptedException {
        String type = FeishuOutbound.idType(Target.person(userId));
        JsonNode answer = online(() -> api.call(method, FeishuApi.CHATS + groupId + "/members?member_id_type=" + type, out -> {
            out.writeArrayPropertyStart("id_list");
            out.writeString(userId);
            out.writeEndArray();
        }, FeishuApi.PATIENCE));
        if (!answer.path("data").path("invalid_id_list").isEmpty()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                    "Feishu knows no person " + userId + " for group " + groupId);
        }
    }

    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        online(() -> api.call("PUT", FeishuApi.CHATS + groupId + "/moderation",
                out -> out.writeStringProperty("moderation_setting", banned ? "only_owner" : "all_members"), FeishuApi.PATIENCE));
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        return online(() -> {
            JsonNode group = api.get(FeishuApi.CHATS + groupId + "?user_id_type=open_id").path("data");
            List<Member> members = new ArrayList<>();
            String page = "";
            do {
                JsonNode data = api.get(FeishuApi.CHATS + groupId + "/members?member_id_type=open_id&page_size=100"
                        + (page.isEmpty() ? "" : "&page_token=" + page)).path("data");
                for (JsonNode item : data.path("items")) {
                    String id = Json.text(item, "member_id");
                    members.add(Member.of(id, Json.text(item, "name")).role(id.equals(Json.text(group, "owner_id"))
                            ? "owner"
                            : group.path("user_manager_id_list").valueStream().anyMatch(admin -> id.equals(Json.text(admin)))
                                    ? "admin"
                                    : "member"));
                }
                page = Json.flag(data, "has_more", false) ? Json.text(data, "page_token") : "";
            } while (!page.isEmpty());
            return members;
        });
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String message = platform.getOrDefault(FeishuInbound.MESSAGE_ID, "");
        String key = platform.getOrDefault(FeishuInbound.KEY, "");
        return online(() -> new MediaShelf(context.folder()).fetch(message + "\n" + key,
                platform.getOrDefault(FeishuInbound.NAME, ""), platform,
                () -> api.resource(message, key, platform.getOrDefault(FeishuInbound.TYPE, "file"))));
    }
}
