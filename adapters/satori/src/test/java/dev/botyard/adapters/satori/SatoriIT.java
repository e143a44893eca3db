package dev.botyard.adapters.satori;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.satori.SatoriServer.Call;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.EventDetails;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What one login of a server is told and says.
class SatoriIT extends PlayedLogin {
    private static final Target GROUP = Target.group("77");

    @Test
    void ofTwoLoginsOnOneConnectionEachIsAnAccount() throws InterruptedException {
        online();
        assertEquals(BIG, host.profile().platformId());
        server.emit(other, "message-created", SatoriServer.message("1", false, "9", "m1", "for kook"));
        assertEquals("for discord", says("1", false, "9", "for discord").segments().getFirst().asText());
    }

    @Test
    void aLoginThatTheServerDoesNotHaveIsNamedWithThoseItHas() throws InterruptedException {
        host = account("platform", "qq").start();
        AdapterException failure = host.failure();
        assertEquals(ErrorKind.CONFIGURATION, failure.kind());
        assertTrue(failure.getMessage().contains("[discord " + BIG + ", kook 200]"), failure.getMessage());
    }

    @Test
    void aLoginThatGoesOfflineNeedsAPersonUntilItIsBack() throws InterruptedException {
        online();
        server.status(ours, 4);
        host.state("pending the Satori server is not connected with discord (status 4)");
        server.status(ours, 0);
        host.state("lost the Satori server says that its login at discord is offline");
        server.status(ours, 1);
        host.state("connected " + BIG);
    }

    @Test
    void whatWasMissedComesAfterABreak() throws InterruptedException {
        online();
        says("1", false, "9", "one");
        host.stop();
        server.emit(ours, "message-created", SatoriServer.message("1", false, "9", "m2", "two"));
        host.connect();
        assertEquals("two", host.event(MessageEvent.class).segments().getFirst().asText());
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void aPrivateChatIsNamedByThePersonAndAnsweredInItsChannel() throws InterruptedException {
        online();
        MessageEvent event = says("dm-5", true, "42", "<at id=\"" + BIG + "\"/> hi");
        assertEquals(Chat.direct("42"), event.chat());
        send(Target.person("42"), new Segment.Text("yes"));
        assertEquals("dm-5", Json.text(call("message.create").body(), "channel_id"));
        send(Target.person("43"), new Segment.Text("first"));
        call("user.channel.create");
        assertEquals("private:43", Json.text(call("message.create").body(), "channel_id"));
    }

    @Test
    void anAnswerGivesTheReferrerBack() throws InterruptedException {
        online();
        MessageEvent event = says("1", false, "9", "hi");
        host.send(OutboundMessage.to(Target.of(event.chat())).inReplyTo(event.messageId()).segments(new Segment.Text("yes"))
                .timeout(Patience.SOON).build());
        assertEquals(event.messageId(), Json.text(call("message.create").body().path("referrer"), "passive"));
    }

    @Test
    void segmentsBecomeElementsAndTextStaysText() throws InterruptedException {
        online();
        send(GROUP, new Segment.Text("a <b> & \"c\"\n"), new Segment.At("u1", "Ann \"A\""), new Segment.AtAll(),
                new Segment.Face("12"),
                new Segment.Reply("m0", ""), new Segment.Markdown("**bold** <x>"));
        assertEquals("<quote id=\"m0\"/>a &lt;b&gt; &amp; \"c\"<br/><at id=\"u1\" name=\"Ann &quot;A&quot;\"/><at type=\"all\"/>"
                + "<emoji id=\"12\"/>bold &lt;x&gt;", content(call("message.create")));
        send(GROUP, new Segment.Forward("", List.of(new ForwardNode(Person.of("1", "Ann"), List.of(new Segment.Text("<hi>"))))));
        assertEquals("<message forward><message><author id=\"1\" name=\"Ann\"/>&lt;hi&gt;</message></message>",
                content(call("message.create")));
        send(GROUP, new Segment.Unknown("kook:card", Map.of("size", "lg", "content", "{\"a\":\"<\"}")));
        assertEquals("<kook:card size=\"lg\">{\"a\":\"&lt;\"}</kook:card>", content(call("message.create")));
    }

    @Test
    void mediaAreUploadedOrNamedOrCarried() throws InterruptedException {
        online();
        send(GROUP, new Segment.Text("look"), new Segment.Image(TestMedia.local("a.png", "png")),
                new Segment.File(TestMedia.remote("https://example.org/b?c&d", "x")));
        call("upload.create");
        String content = content(call("message.create"));
        assertTrue(content.startsWith("look<img src=\"internal:discord/" + BIG + "/up"), content);
        assertTrue(content.endsWith("<file src=\"https://example.org/b?c&amp;d\" title=\"remote\"/>"), content);

        server.faults.put("upload.create", _ -> SatoriFake.text(404, "API not found"));
        send(GROUP, new Segment.Voice(TestMedia.local("a.mp3", "abc"), ""));
        call("upload.create");
        assertEquals("<audio src=\"data:application/octet-stream;base64,YWJj\" title=\"a.mp3\"/>",
                content(call("message.create")));
    }

    @Test
    void oneContentMayBecomeNoneOrSeveralMessages() throws InterruptedException {
        online();
        server.faults.put("message.create", _ -> Answer.json("[{\"id\":\"1\"},{\"id\":\"2\"}]"));
        assertEquals(List.of("1", "2"), send(GROUP, new Segment.Text("a")));
        server.faults.put("message.create", _ -> Answer.json("[]"));
        assertEquals(ErrorKind.REJECTED, refused(GROUP, new Segment.Text("a")).kind());
        server.faults.put("message.create", _ -> SatoriFake.text(404, "API not found"));
        assertEquals(ErrorKind.UNSUPPORTED, refused(GROUP, new Segment.Text("a")).kind());
        server.token = "another";
        assertEquals(ErrorKind.REJECTED, refused(GROUP, new Segment.Text("a")).kind());
    }

    @Test
    void groupsAreRuledByTheirGuild() throws InterruptedException {
        online();
        says("77", false, "9", "hi");
        List<Member> members = host.ability(MemberListing.class).members("77", true);
        assertEquals(List.of("1 Ann A", "2 Bob "),
                members.stream().map(m -> m.userId() + " " + m.nickname() + " " + m.card()).toList());
        assertEquals("g77", Json.text(call("guild.member.list").body(), "guild_id"));
        call("guild.member.list");
        GroupAdministration rule = host.ability(GroupAdministration.class);
        rule.ban("77", "9", Duration.ofMinutes(2));
        assertEquals(120_000, Json.number(call("guild.member.mute").body(), "duration"));
        rule.unban("77", "9");
        assertEquals(0, Json.number(call("guild.member.mute").body(), "duration"));
        rule.banAll("77", true);
        assertEquals("77", Json.text(call("channel.mute").body(), "channel_id"));
        rule.kick("77", "9");
        assertEquals("9", Json.text(call("guild.member.kick").body(), "user_id"));
        host.ability(MessageRecall.class).recall(Chat.group("77", ""), "m5");
        assertEquals("m5", Json.text(call("message.delete").body(), "message_id"));
    }

    @Test
    void requestsAreAnsweredByTheirKind() throws InterruptedException {
        online();
        server.emit(ours, "friend-request", ",\"user\":{\"id\":\"5\"},\"message\":{\"id\":\"flag1\",\"content\":\"let me in\"}");
        EventDetails details = host.event(RequestEvent.class).details();
        assertEquals(List.of(EventNames.FRIEND_REQUEST, "flag1", "let me in"),
                List.of(details.name(), details.data().get("flag"), details.data().get("comment")));
        RequestApproval approval = host.ability(RequestApproval.class);
        approval.answer(EventNames.FRIEND_REQUEST, "flag1", "", true, "");
        assertTrue(Json.flag(call("friend.approve").body(), "approve", false));
        approval.answer(EventNames.GROUP_REQUEST, "f", "invite", false, "no");
        assertEquals("no", Json.text(call("guild.approve").body(), "comment"));
        approval.answer(EventNames.GROUP_REQUEST, "f", "add", true, "");
        call("guild.member.approve");
    }

    @Test
    void whatHappensInAGroupIsTold() throws InterruptedException {
        online();
        String where = ",\"guild\":{\"id\":\"g1\"},\"channel\":{\"id\":\"77\",\"type\":0},\"user\":{\"id\":\"5\"},\"operator\":{\"id\":\"6\"}";
        server.emit(ours, "message-deleted", where + ",\"message\":{\"id\":\"m1\"}");
        EventDetails recall = host.event(NoticeEvent.class).details();
        assertEquals(List.of(EventNames.MESSAGE_RECALL, "m1", "6", "77", "discord-notice-message-deleted"), List.of(recall.name(),
                recall.data().get("message_id"), recall.data().get("operator_id"), recall.data().get("group_id"),
                recall.nativeName()));
        server.emit(ours, "guild-member-added", where);
        assertEquals(EventNames.GROUP_MEMBER_JOIN, host.event(NoticeEvent.class).details().name());
        server.emit(ours, "guild-member-removed", where);
        assertEquals(EventNames.GROUP_MEMBER_LEAVE, host.event(NoticeEvent.class).details().name());
        server.emit(ours, "reaction-added", where + ",\"emoji\":{\"id\":\"12\"},\"message\":{\"id\":\"m1\"}");
        EventDetails reaction = host.event(NoticeEvent.class).details();
        assertEquals(List.of(EventNames.MESSAGE_REACTION, "add", "12", "12", "m1"), List.of(reaction.name(),
                reaction.data().get("sub_type"), reaction.data().get("emoji"), reaction.data().get("emoji_id"),
                reaction.data().get("message_id")));
        server.emit(ours, "reaction-removed", where + ",\"emoji\":{\"id\":\"12\"},\"message\":{\"id\":\"m1\"}");
        assertEquals("remove", host.event(NoticeEvent.class).details().data().get("sub_type"));
        server.emit(ours, "message-updated", where + ",\"message\":{\"id\":\"m1\",\"content\":\"better\"}");
        EventDetails edit = host.event(NoticeEvent.class).details();
        assertEquals(List.of(EventNames.MESSAGE_EDIT, "m1", "better"),
                List.of(edit.name(), edit.data().get("message_id"), edit.data().get("text")));
        server.emit(ours, "interaction/button", where + ",\"button\":{\"id\":\"ok\"}");
        EventDetails button = host.event(NoticeEvent.class).details();
        assertEquals(List.of(EventNames.BUTTON_PRESS, "ok", "ok"),
                List.of(button.name(), button.data().get("button"), button.data().get("button_id")));
    }

    @Test
    void whatOnlyTheServerCanFetchComesThroughIt() throws InterruptedException {
        online();
        Segment.Image image = (Segment.Image) says("1", false, "9", "<img src=\"internal:discord/1/a\" title=\"a.png\"/>")
                .segments().getFirst();
        assertEquals(List.of("", "a.png"), List.of(image.media().source(), image.media().name()));
        FileResolution resolution = host.ability(FileResolution.class);
        assertTrue(resolution.resolve("image", image.media().platform()).source().startsWith("base64://"));
        assertThrows(AdapterException.class, () -> resolution.resolve("image", Map.of()));
        assertEquals("https://x/y",
                ((Segment.Image) says("1", false, "9", "<img src=\"https://x/y\"/>").segments().getFirst()).media().source());
    }

    @Test
    void anOlderServerSpeaksInOlderWords() throws InterruptedException {
        online();
        for (var line : server.lines) {
            try {
                line.send("{\"op\":0,\"body\":{\"id\":5,\"type\":\"message-created\",\"platform\":\"discord\",\"self_id\":\""
                        + BIG
                        + "\",\"timestamp\":1,\"channel\":{\"id\":\"1\",\"type\":0},\"user\":{\"id\":\"9\"},\"message\":{\"id\":\"\",\"content\":\"<face id='1'/>\"}}}");
            } catch (java.io.IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        }
        MessageEvent event = host.event(MessageEvent.class);
        assertEquals("sn/5/1", event.id());
        assertEquals(List.of(new Segment.Face("1")), event.segments());
    }

    @Test
    void aCallOfAMethodNamesTheLogin() throws InterruptedException {
        online();
        send(GROUP, new Segment.Text("a"));
        Call call = call("message.create");
        assertEquals("discord " + BIG, call.login());
    }
}
