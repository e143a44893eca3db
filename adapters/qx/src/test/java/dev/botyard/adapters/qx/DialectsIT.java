package dev.botyard.adapters.qx;

import static dev.botyard.testkit.Patience.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.qx.wire.Call;
import dev.botyard.adapters.qx.wire.Dialect;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.TestMedia;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an account does in each dialect, over real sockets.
class DialectsIT {
    private static final String BOT = "wxid_bot";
    private QianxunSimulator qianxun;
    private AdapterHarness host;

    @AfterEach
    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
        qianxun.close();
    }

    private void start(Dialect dialect, String... more) throws Exception {
        qianxun = new QianxunSimulator(dialect);
        qianxun.results((type, call) -> type.equals(dialect.name(Call.SELF))
                ? "{\"wxid\":\"wxid_bot\",\"nick\":\"Bot[emoji=D83D][emoji=DE01]\"}"
                : type.equals(dialect.name(Call.MEMBERS))
                        ? "[{\"wxid\":\"wxid_ann\",\"groupNick\":\"Ann\"},{\"wxid\":\"wxid_bob\"}]"
                        : "{\"sendId\":\"77\"}");
        host = AdapterHarness.of(new QxAdapterFactory()).with("url", qianxun.url().toString()).with("wxid", BOT)
                .with("safekey", "s&fe").settings(more).start();
        host.state("connected wxid_bot Bot😁 Qianxun " + dialect.name().toLowerCase(java.util.Locale.ROOT));
    }

    private QianxunSimulator.Call only(Dialect dialect, Call call) {
        return qianxun.calls(dialect.name(call)).getFirst();
    }

    private int post(String body) throws Exception {
        return host.post(host.sharedDoor("http"), body);
    }

    private static OutboundMessage message(Target target, Segment... segments) {
        return OutboundMessage.to(target).segments(segments).timeout(SOON).build();
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByAskingAndSendsTextWithItsCodes(Dialect dialect) throws Exception {
        start(dialect);
        Receipt receipt = host.send(message(Target.group("1@chatroom"), new Segment.At("wxid_ann", "Ann"),
                new Segment.Text("hi\n世界🎉 [@,wxid=notify@all,nick=,isAuto=true][pic=C:\\x.png]")));
        QianxunSimulator.Call call = only(dialect, Call.SEND_TEXT);
        assertEquals("1@chatroom", call.text("wxid"));
        assertEquals("[@,wxid=wxid_ann,nick=Ann,isAuto=true] hi\r世界[emoji=D83C][emoji=DF89] "
                + "[emoji=005B]@,wxid=notify@all,nick=,isAuto=true][emoji=005B]pic=C:\\x.png]", call.text("msg"));
        assertEquals(List.of("77"), receipt.messageIds());
        assertEquals(dialect == Dialect.DAEN ? null : BOT, call.query().get("wxid"));
        assertEquals(dialect == Dialect.PRO ? "s&fe" : null, call.query().get("safekey"));
    }

    @Test
    void mentionsEverybodyOnlyInGroups() throws Exception {
        start(Dialect.PRO);
        host.send(message(Target.group("1@chatroom"), new Segment.AtAll(), new Segment.Text("tea")));
        host.send(message(Target.person("wxid_ann"), new Segment.AtAll(), new Segment.Text(" tea")));
        assertEquals(List.of("[@,wxid=notify@all,nick=,isAuto=true] tea", "@all tea"),
                qianxun.calls("sendText").stream().map(call -> call.text("msg")).toList());
    }

    /// The standalone Pro serves one account alone.
    @Test
    void speaksToTheStandaloneProWithoutItsWxid() throws Exception {
        qianxun = new QianxunSimulator(Dialect.PRO);
        host = AdapterHarness.of(new QxAdapterFactory()).with("url", qianxun.url() + "/wechat/httpapi").with("wxid", BOT)
                .with("safekey", "k").start();
        host.state("connected wxid_bot  Qianxun pro");
        host.send(message(Target.person("wxid_ann"), new Segment.Text("x")));
        assertEquals(Map.of("safekey", "k"), only(Dialect.PRO, Call.SEND_TEXT).query());
    }

    @ParameterizedTest
    @EnumSource
    void takesItsCallbacks(Dialect dialect) throws Exception {
        start(dialect);
        assertEquals(200, post(Callbacks.groupText(dialect, BOT, "1@chatroom", "wxid_ann", "m1", "a\rb")));
        MessageEvent event = host.event(MessageEvent.class);
        assertEquals("1@chatroom wxid_ann a\nb",
                event.chat().id() + " " + event.sender().id() + " " + event.segments().getFirst().asText());
        assertEquals(200, post(Callbacks.ownText(dialect, BOT, "wxid_ann", "m2", "mine")));
        assertTrue(host.event(MessageEvent.class).own());
    }

    @ParameterizedTest
    @EnumSource
    void administers(Dialect dialect) throws Exception {
        start(dialect);
        List<Member> members = host.ability(MemberListing.class).members("1@chatroom", true);
        assertEquals(List.of("wxid_ann", "wxid_bob"), members.stream().map(Member::userId).toList());
        assertEquals("Ann", members.getFirst().card());
        assertEquals("2", only(dialect, Call.MEMBERS).text("type"));
        host.ability(GroupAdministration.class).invite("1@chatroom", "wxid_cy");
        assertEquals("wxid_cy", only(dialect, Call.INVITE).text("objWxid"));
        assertEquals(ErrorKind.UNSUPPORTED,
                assertThrows(AdapterException.class, () -> host.ability(GroupAdministration.class).kick("1@chatroom", "wxid_cy"))
                        .kind());
    }

    @ParameterizedTest
    @EnumSource
    void knowsItsContactsAndPassesCallsOn(Dialect dialect) throws Exception {
        start(dialect);
        qianxun.results((type, _) -> type.equals(dialect.name(Call.FRIENDS))
                ? "[{\"wxid\":\"wxid_ann\",\"nick\":\"Ann[emoji=D83D][emoji=DE01]\",\"remark\":\"\"}]"
                : type.equals(dialect.name(Call.GROUPS))
                        ? "[{\"wxid\":\"1@chatroom\",\"nick\":\"Tea\"}]"
                        : "{\"big\":9007199254740993}");
        MemberListing listing = host.ability(MemberListing.class);
        assertEquals("wxid_ann Ann😁", listing.friends().getFirst().id() + " " + listing.friends().getFirst().name());
        assertEquals("1@chatroom Tea", listing.groups().getFirst().id() + " " + listing.groups().getFirst().name());
        String any = dialect.name(Call.REMARK);
        assertEquals(Map.of("big", "9007199254740993"),
                host.ability(PlatformCalls.class).call(any, Map.of("wxid", "1@chatroom"), SOON));
        assertEquals("1@chatroom", qianxun.calls(any).getFirst().text("wxid"));
    }

    @ParameterizedTest
    @EnumSource
    void answersFriendRequests(Dialect dialect) throws Exception {
        start(dialect);
        post(
                Callbacks.of(dialect, BOT, 10011, "D0006", Map.of("wxid", "wxid_new", "nick", "New", "v3", "v3_1@stranger",
                        "v4", "v4_2@stranger", "scene", 3, "content", "please")));
        RequestEvent request = host.event(RequestEvent.class);
        assertEquals("please", request.details().data().get("comment"));
        assertEquals("wxid_new", request.details().person().id());
        String flag = (String) request.details().data().get("flag");
        host.ability(RequestApproval.class).answer("friend.request", flag, "", true, "from the shop");
        QianxunSimulator.Call agreed = only(dialect, Call.AGREE_FRIEND);
        assertEquals("3 v3_1@stranger v4_2@stranger", agreed.text("scene") + " " + agreed.text("v3") + " " + agreed.text("v4"));
        assertEquals("from the shop", only(dialect, Call.REMARK).text("remark"));
        assertEquals(ErrorKind.UNSUPPORTED,
                assertThrows(AdapterException.class,
                        () -> host.ability(RequestApproval.class).answer("friend.request", flag, "", false, "")).kind());
        assertEquals(ErrorKind.REJECTED,
                assertThrows(AdapterException.class,
                        () -> host.ability(RequestApproval.class).answer("friend.request", "junk", "", true, "")).kind());
    }

    @Test
    void aFriendIsAcceptedThoughTheRemarkFails() throws Exception {
        start(Dialect.PRO);
        qianxun.always(Call.REMARK.word(), QianxunSimulator.refusal(500, "busy"));
        host.ability(RequestApproval.class).answer("friend.request", "3|v3_1@stranger|v4_2@stranger|wxid_new", "", true,
                "from the shop");
        only(Dialect.PRO, Call.AGREE_FRIEND);
        only(Dialect.PRO, Call.REMARK);
    }

    @Test
    void mediaAreFetchedFromTheirSourceOrFromTheHost() throws Exception {
        start(Dialect.PRO);
        Media local = TestMedia.local("a.png", "PNG");
        host.send(message(Target.person("wxid_ann"), new Segment.Text("see"), new Segment.Image(local),
                new Segment.File(TestMedia.remote("https://x/b.pdf", ""))));
        assertEquals("http://host/media/a.png?sig=secret", only(Dialect.PRO, Call.SEND_IMAGE).text("path"));
        assertEquals("a.png", only(Dialect.PRO, Call.SEND_IMAGE).text("fileName"));
        assertEquals("https://x/b.pdf", only(Dialect.PRO, Call.SEND_FILE).text("path"));
    }

    @Test
    void aRefusalInsideHttp200IsAFailureWithItsCode() throws Exception {
        start(Dialect.PRO);
        qianxun.once("sendText", QianxunSimulator.refusal(500, "失败 s&fe http://host/media/a?sig=secret"), "{}", "<html>", "");
        AdapterException refused = failure(new Segment.Text("x"));
        assertEquals(ErrorKind.REJECTED, refused.kind());
        assertEquals("500", refused.platformCode());
        assertEquals("sendText was refused with code 500: 失败 … http://host/media/a?…", refused.getMessage());
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(new Segment.Text("x")).kind());
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(new Segment.Text("x")).kind());
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, failure(new Segment.Text("x")).kind());
        qianxun.once("sendText", "{\"code\":0}");
        host.send(message(Target.person("wxid_ann"), new Segment.Text("x")));
        assertEquals(5, qianxun.calls("sendText").size(), "each was sent once");
    }

    @Test
    void aLaterPartThatFailsSaysThatTheFirstWasSent() throws Exception {
        start(Dialect.PRO);
        qianxun.once("sendFile", QianxunSimulator.refusal(404, "no file"));
        AdapterException failure = failure(new Segment.Text("x"), new Segment.File(TestMedia.local("a", "")));
        assertEquals("part 2 of 2 was not sent, those before it were: sendFile was refused with code 404: no file",
                failure.getMessage());
        assertEquals(ErrorKind.UNSUPPORTED, failure(new Segment.Voice(TestMedia.local("a", ""), "")).kind());
        assertEquals(1, qianxun.calls("sendText").size());
    }

    private AdapterException failure(Segment... segments) {
        return assertThrows(AdapterException.class, () -> host.send(message(Target.person("wxid_ann"), segments)));
    }
}
