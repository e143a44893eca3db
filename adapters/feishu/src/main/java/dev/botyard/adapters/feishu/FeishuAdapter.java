package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.KnownNames;
import dev.botyard.adapters.common.LiveAccount;
import dev.botyard.adapters.common.MediaShelf;
import dev.botyard.adapters.common.RestAction;
import dev.botyard.adapters.common.SeenIds;
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
final class FeishuAdapter
        implements
            Adapter,
            MessageRecall,
            MessageEdit,
            MessageActions,
            GroupAdministration,
            MemberListing,
            FileResolution,
            PlatformCalls {
    /// The platform delivers an unanswered event for the last time after six hours.
    private static final Duration REDELIVERED = Duration.ofHours(8);
    private static final int MANY = 20_000;
    private static final int MOST_EDITS = 20;
    private static final String WHO_AM_I = "/open-apis/bot/v3/info";

    private final AdapterContext context;
    private final FeishuApi api;
    private final SeenIds seen;
    private final ReentrantLock taking = new ReentrantLock();
    private final KnownNames names;
    private final LiveAccount live;
    private volatile String self = "";

    FeishuAdapter(AdapterContext context) {
        this.context = context;
        api = new FeishuApi(context);
        live = new LiveAccount(context, "set app_secret anew in the account's file");
        seen = new SeenIds(context.storage(), context.clock(), REDELIVERED, MANY);
        names = new KnownNames(context.config().flag("names") ? MANY : 0,
                person -> Json.text(api.get("/open-apis/contact/v3/users/" + person
                        + "?user_id_type=open_id").path("data").path("user"), "name"));
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        JsonNode bot = api.get(WHO_AM_I).path("bot");
        self = Json.text(bot, "open_id");
        AccountProfile profile = AccountProfile.of(context.config().text("app_id")).named(Json.text(bot, "app_name"))
                .detail("bot " + self);
        Runnable ready = () -> live.connected(connection, profile);
        try {
            if (context.config().text(FeishuAdapterFactory.MODE).equals(FeishuAdapterFactory.WEBHOOK)) {
                serveRequests(connection, ready);
            } else {
                new LongConnection(context, connection, this::take).serve(api.endpoint(), ready);
            }
        } finally {
            live.ended();
        }
    }

    /// Until the platform is gone or takes the login back, which nobody tells.
    private void serveRequests(Connection connection, Runnable ready) throws InterruptedException {
        try (Registration _ = new Webhook(context.config(), this::take).open(context.routes())) {
            ready.run();
            LiveAccount.every(context.config().duration("check_interval"), () -> {
                api.get(WHO_AM_I);
                connection.alive();
                return true;
            });
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
                String name = names.of(FeishuInbound.sender(envelope));
                for (InboundEvent event : FeishuInbound.read(envelope, self, name)) {
                    if (context.events().emit(event) == Acceptance.REFUSED) {
                        return false;
                    }
                    markSeen(event);
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

    private void markSeen(InboundEvent event) {
        String emoji = context.config().text("seen_reaction");
        if (!emoji.isEmpty() && event instanceof MessageEvent message && !message.own()) {
            Thread.ofVirtual().name("feishu-" + context.account() + "-seen").start(() -> {
                try {
                    react(message.chat(), message.messageId(), emoji, true);
                } catch (AdapterException | InterruptedException notSet) {
                    context.log().debug("no reaction to {}: {}", message.messageId(), notSet.getMessage());
                }
            });
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return live.call(new FeishuOutbound(api, message, context.config().text("markdown").equals("card"))::send);
    }

    @Override
    public void recall(Chat chat, String messageId) throws InterruptedException {
        live.call(() -> api.call("DELETE", FeishuApi.MESSAGES + "/" + messageId, out -> {}, FeishuApi.PATIENCE));
    }

    /// `PUT /open-apis/im/v1/messages/{id}`, for texts within 14 days.
    @Override
    public void edit(Chat chat, String messageId, String text) throws InterruptedException {
        live.call(() -> api.call("PUT", FeishuApi.MESSAGES + "/" + messageId, out -> {
            out.writeStringProperty("msg_type", "text");
            out.writeStringProperty("content", FeishuOutbound.text(text));
        }, FeishuApi.PATIENCE));
    }

    @Override
    public int mostEdits() {
        return MOST_EDITS;
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
        JsonNode answer = live.call(() -> api.call(method, FeishuApi.CHATS + groupId + "/members?member_id_type=" + type, out -> {
            out.writeName("id_list");
            out.writePOJO(List.of(userId));
        }, FeishuApi.PATIENCE));
        if (!answer.path("data").path("invalid_id_list").isEmpty()) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                    "Feishu knows no person " + userId + " for group " + groupId);
        }
    }

    @Override
    public void banAll(String groupId, boolean banned) throws InterruptedException {
        live.call(() -> api.call("PUT", FeishuApi.CHATS + groupId + "/moderation",
                out -> out.writeStringProperty("moderation_setting", banned ? "only_owner" : "all_members"), FeishuApi.PATIENCE));
    }

    @Override
    public void rename(String groupId, String name) throws InterruptedException {
        live.call(() -> api.call("PUT", FeishuApi.CHATS + groupId, out -> out.writeStringProperty("name", name),
                FeishuApi.PATIENCE));
    }

    @Override
    public void leave(String groupId) throws InterruptedException {
        kick(groupId, context.config().text("app_id"));
    }

    @Override
    public List<Chat> groups() throws InterruptedException {
        return live.call(() -> api.all("/open-apis/im/v1/chats?user_id_type=open_id").stream()
                .map(chat -> Chat.group(Json.text(chat, "chat_id"), Json.text(chat, "name"))).toList());
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        return live.call(() -> {
            JsonNode group = api.get(FeishuApi.CHATS + groupId + "?user_id_type=open_id").path("data");
            String admins = Json.text(group, "user_manager_id_list");
            List<Member> members = new ArrayList<>();
            for (JsonNode item : api.all(FeishuApi.CHATS + groupId + "/members?member_id_type=open_id")) {
                String id = Json.text(item, "member_id");
                String role = admins.contains('"' + id + '"') ? "admin" : "member";
                members.add(Member.of(id, Json.text(item, "name"))
                        .role(id.equals(Json.text(group, "owner_id")) ? "owner" : role));
            }
            return members;
        });
    }

    @Override
    public void react(Chat chat, String messageId, String emoji, boolean on) throws InterruptedException {
        String path = FeishuApi.MESSAGES + "/" + messageId + "/reactions";
        live.call(() -> {
            if (on) {
                return api.call("POST", path, out -> {
                    out.writeName("reaction_type");
                    out.writePOJO(Map.of("emoji_type", emoji));
                }, FeishuApi.PATIENCE);
            }
            for (JsonNode reaction : api.all(path + "?reaction_type=" + emoji)) {
                if (Json.text(reaction.path("operator"), "operator_id").equals(context.config().text("app_id"))) {
                    api.call("DELETE", path + "/" + Json.text(reaction, "reaction_id"), out -> {}, FeishuApi.PATIENCE);
                }
            }
            return null;
        });
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        RestAction asked = RestAction.of(action, params);
        return live.call(
                () -> Json.plain(api.call(asked.method(), "/open-apis/" + asked.target(), asked::write, timeout).get("data")));
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        String message = platform.getOrDefault(FeishuInbound.MESSAGE_ID, "");
        String key = platform.getOrDefault("key", "");
        return live.call(() -> new MediaShelf(context.folder()).fetch(message + "\n" + key,
                platform.getOrDefault("name", ""), platform,
                () -> api.resource(message, key, platform.getOrDefault("type", "file"))));
    }
}
