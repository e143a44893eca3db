package dev.botyard.adapters.qx;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.adapters.qx.wire.Reply;
import dev.botyard.adapters.qx.wire.WxText;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
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
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.transport.ServerRoutes.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One WeChat account behind Qianxun.
final class QxAdapter implements Adapter, MemberListing, GroupAdministration, RequestApproval, FileResolution, PlatformCalls {
    private final AdapterContext context;
    private final QxConfig config;
    private final Switchboard switchboard;
    private final QxClient client;
    private final QxInbound inbound;

    QxAdapter(AdapterContext context, QxConfig config, Switchboard switchboard) {
        this.context = context;
        this.config = config;
        this.switchboard = switchboard;
        client = new QxClient(context.http(), config);
        inbound = new QxInbound(context.imType(), config.wxid(), config.officialAsMessages(), context.clock());
    }

    @Override
    public void run(Connection connection) throws InterruptedException {
        Signals signals = new Signals();
        Reception reception = new Reception(context, config, client, inbound, signals, connection, switchboard);
        switchboard.enter(config.wxid(), reception);
        try (Registration callbacks = context.routes().http(reception.admission(), reception::handle)) {
            new Login(client, config, signals, connection, context.log()).watch();
        } finally {
            switchboard.leave(config.wxid(), reception);
        }
    }

    @Override
    public Receipt send(OutboundMessage message) throws InterruptedException {
        return new QxSender(client, config, message).send();
    }

    @Override
    public List<Member> members(String groupId, boolean fresh) throws InterruptedException {
        Reply reply = client.call(Call.MEMBERS, out -> {
            out.writeStringProperty("wxid", groupId);
            out.writeStringProperty("type", fresh ? "2" : "1");
        });
        List<Member> members = new ArrayList<>(reply.result().size());
        for (JsonNode member : reply.result()) {
            // Who owns the group is not told.
            members.add(Member.of(Json.text(member, "wxid"), WxText.plain(Json.text(member, "nick")))
                    .card(WxText.plain(Json.text(member, "groupNick"))).details(Json.map(member)));
        }
        return members;
    }

    @Override
    public List<Person> friends() throws InterruptedException {
        List<Person> friends = new ArrayList<>();
        for (JsonNode friend : contacts(Call.FRIENDS)) {
            friends.add(Person.of(Json.text(friend, "wxid"), WxText.plain(Json.first(friend, "remark", "nick"))));
        }
        return friends;
    }

    @Override
    public List<Chat> groups() throws InterruptedException {
        List<Chat> groups = new ArrayList<>();
        for (JsonNode group : contacts(Call.GROUPS)) {
            groups.add(Chat.group(Json.text(group, "wxid"), WxText.plain(Json.text(group, "nick"))));
        }
        return groups;
    }

    private JsonNode contacts(Call call) throws InterruptedException {
        return client.call(call, out -> out.writeStringProperty("type", "2")).result();
    }

    @Override
    public void invite(String groupId, String userId) throws InterruptedException {
        client.call(Call.INVITE, out -> {
            out.writeStringProperty("wxid", groupId);
            out.writeStringProperty("objWxid", userId);
            if (client.dialect() != Dialect.PRO) {
                out.writeNumberProperty("type", 1);
            }
        });
    }

    @Override
    public void kick(String groupId, String userId) {
        throw new AdapterException(ErrorKind.UNSUPPORTED, "no call of Qianxun is known that removes people from a group: "
                + userId + " stays in " + groupId + "; remove the person in WeChat itself");
    }

    @Override
    public void answer(String event, String flag, String detail, boolean approve, String reason) throws InterruptedException {
        if (!event.equals(EventNames.FRIEND_REQUEST)) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "Qianxun reports and answers friend requests alone");
        }
        if (!approve) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "WeChat has no refusal of friend requests; leave it unanswered");
        }
        FriendFlag request = flag(flag);
        client.call(Call.AGREE_FRIEND, out -> {
            out.writeStringProperty("scene", request.scene());
            out.writeStringProperty("v3", request.v3());
            out.writeStringProperty("v4", request.v4());
        });
        if (!reason.isEmpty() && !request.wxid().isEmpty()) {
            remark(request.wxid(), reason);
        }
    }

    /// The friend is accepted by now, whatever becomes of the remark.
    private void remark(String wxid, String remark) throws InterruptedException {
        try {
            client.call(Call.REMARK, out -> {
                out.writeStringProperty("wxid", wxid);
                out.writeStringProperty("remark", WxText.write(remark));
            });
        } catch (AdapterException failure) {
            context.log().warn(
                    "the friend request of {} was accepted, but the remark was not written; write it in WeChat itself: {}",
                    wxid, failure.getMessage());
        }
    }

    @Override
    public Object call(String action, Map<String, Object> params, Duration timeout) throws InterruptedException {
        return Json.plain(client.call(action, out -> params.forEach(out::writePOJOProperty), timeout).result());
    }

    @Override
    public Media resolve(String type, Map<String, String> platform) throws InterruptedException {
        return new WindowsFiles(config.fileMap(), context.http()).fetch(type, platform);
    }

    private static FriendFlag flag(String text) {
        try {
            return FriendFlag.of(text);
        } catch (IllegalArgumentException strange) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "'" + text + "' is " + strange.getMessage() + "; hand back the event's flag",
                    strange);
        }
    }
}
