package dev.botyard.adapters.qqbot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.played.QqChats.Call;
import dev.botyard.adapters.qqbot.played.QqChats.Fault;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes out, and what is refused before it does.
class QqBotSendIT extends PlayedAccount {
    private static final Target PERSON = Target.person(ANN);
    private static final Target GROUP = Target.group(FRIENDS);

    @BeforeEach
    void online() throws InterruptedException {
        host.connect();
    }

    @Test
    void aMessageTakesFiveRepliesAndTheSixthDoesNotTouchTheWire() throws InterruptedException {
        friendsSay("m-1", "hello");
        Set<String> sequences = new HashSet<>();
        for (int i = 1; i <= 5; i++) {
            assertFalse(send(GROUP, "m-1", text("answer " + i)).messageIds().isEmpty());
            assertEquals("m-1", sent("msg_id"));
            sequences.add(sent("msg_seq"));
        }
        assertEquals(5, sequences.size());
        AdapterException sixth = refused(GROUP, "m-1", text("answer 6"));
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, sixth.kind());
        assertTrue(sixth.getMessage().contains("takes 5 replies"), sixth::getMessage);
        assertEquals(5, texts().size());
    }

    @Test
    void afterItsWindowAReplyIsRefusedBeforeTheWireWithTheTime() throws InterruptedException {
        friendsSay("m-1", "hello");
        annSays("m-2", "hello");
        clock.advance(Duration.ofMinutes(5));
        AdapterException late = refused(GROUP, "m-1", text("late"));
        assertEquals(ErrorKind.WINDOW_CLOSED, late.kind());
        assertTrue(late.getMessage().contains("closed at 2026-11-28 08:05:00"), late::getMessage);
        assertEquals(List.of(), texts());
        send(PERSON, "m-2", text("in time"));
        clock.advance(Duration.ofMinutes(55));
        assertTrue(refused(PERSON, "m-2", text("late")).getMessage().contains("closed at 2026-11-28 09:00:00"));
    }

    @Test
    void aReplyThatIsTooLateGoesToTheNewestMessageOfTheChat() throws InterruptedException {
        friendsSay("m-1", "hello");
        clock.advance(Duration.ofMinutes(6));
        friendsSay("m-2", "are you there?");
        send(GROUP, "m-1", text("yes"));
        assertEquals("m-2", sent("msg_id"));
    }

    @Test
    void lateRepliesArePushedWhereTheAccountSaysSo() throws InterruptedException {
        host.stop();
        host.with("push_late_replies", "true").connect();
        friendsSay("m-1", "hello");
        clock.advance(Duration.ofMinutes(6));
        send(GROUP, "m-1", text("late"));
        assertFalse(last().body().has("msg_id"));
    }

    @Test
    void aPushGoesAsAReplyWhereSomebodyHasJustWrittenAndLeavesOneOver() throws InterruptedException {
        friendsSay("m-1", "hello");
        for (int i = 0; i < 5; i++) {
            send(GROUP, "", text("push " + i));
            assertEquals(i < 4, last().body().has("msg_id"));
        }
        send(GROUP, "m-1", text("the reply"));
        assertEquals("m-1", sent("msg_id"));
    }

    @Test
    void aPushThatQqRefusesSaysWhatIsAllowed() {
        server.chats().pushes(false);
        AdapterException refusal = refused(GROUP, "", text("news"));
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, refusal.kind());
        assertEquals("40034102", refusal.platformCode());
        assertTrue(refusal.getMessage().contains("may not push") && refusal.getMessage().contains("trace-7"),
                refusal::getMessage);
    }

    @Test
    void whatCanBeAnsweredOutlivesAnAttempt() throws InterruptedException {
        friendsSay("m-1", "hello");
        for (int i = 0; i < 5; i++) {
            send(GROUP, "m-1", text("answer " + i));
        }
        host.stop();
        host.connect();
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, refused(GROUP, "m-1", text("one more")).kind());
    }

    @Test
    void aTokenThatHasExpiredCostsOneMoreCall() throws InterruptedException {
        int before = server.logins();
        server.expireTokens();
        send(PERSON, "", text("hello"));
        assertEquals(List.of("hello"), texts());
        assertEquals(before + 1, server.logins());
    }

    @Test
    void textGoesWithThePictureThatFollowsIt() throws InterruptedException {
        friendsSay("m-1", "hello");
        Receipt receipt = send(GROUP, "m-1", text("look"), new Segment.Image(TestMedia.local("a.png", "png")),
                new Segment.Image(TestMedia.local("b.png", "png")), new Segment.File(TestMedia.local("c.txt", "text")));
        assertEquals(3, receipt.messageIds().size());
        assertEquals(List.of("look", " ", " "), texts());
        List<Call> files = server.chats().calls().stream().filter(call -> call.what().equals("files")).toList();
        assertEquals(List.of("1", "1", "4"), files.stream().map(call -> Json.text(call.body(), "file_type")).toList());
        assertEquals("c.txt", Json.text(files.getLast().body(), "file_name"));
        assertEquals(List.of("files", "files", "files", "messages", "messages", "messages"),
                server.chats().calls().stream().map(Call::what).toList());
    }

    @Test
    void qqFetchesWhatHasAnAddressAndElseGetsTheBytes() throws InterruptedException {
        send(PERSON, "", new Segment.Voice(TestMedia.remote("https://example.org/a.silk", "silk"), ""));
        assertEquals("https://example.org/a.silk", Json.text(server.chats().calls().getFirst().body(), "url"));
        send(PERSON, "", new Segment.Video(TestMedia.remote("https://unreachable.example/a.mp4", "film")));
        Call second = server.chats().calls().get(3);
        assertEquals("ZmlsbQ==", Json.text(second.body(), "file_data"));
    }

    @Test
    void markdownIsSentAsTextWhereTheBotHasNoRightToIt() throws InterruptedException {
        friendsSay("m-1", "hello");
        send(GROUP, "m-1", new Segment.Markdown("**bold**"), new Segment.At("M1", "Ann"));
        assertEquals("2", sent("msg_type"));
        assertEquals("**bold**<qqbot-at-user id=\"M1\" />", last().text());
        server.chats().markdown(false);
        send(GROUP, "m-1", new Segment.Markdown("**bold**"));
        List<Call> calls = server.chats().messages();
        assertEquals("bold", calls.getLast().text());
        assertNotEquals(Json.text(calls.get(1).body(), "msg_seq"), Json.text(calls.get(2).body(), "msg_seq"));
        send(GROUP, "m-1", new Segment.Markdown("**again**"));
        assertEquals(4, server.chats().messages().size(), "it is not tried as Markdown any more");
    }

    @Test
    void buttonsGoWithTheTextAsMarkdown() throws InterruptedException {
        host.send(message(PERSON, "", text("a*b")).options(Map.of("keyboard", Map.of("id", "kb-1"))).build());
        assertEquals("a\\*b", last().text());
        assertEquals("kb-1", Json.text(last().body().path("keyboard"), "id"));
    }

    @Test
    void mentionsAreNamedAndWhatOthersWroteMentionsNobody() throws InterruptedException {
        send(GROUP, "", new Segment.At("M1", "Ann"), text(" says <@M2> and <qqbot-at-everyone />"));
        assertEquals("<@M1> says <\u200b@M2> and <\u200bqqbot-at-everyone />", last().text());
        send(Target.group("channel:77"), "", text("a < b & <@1>"), new Segment.AtAll());
        assertEquals("a &lt; b &amp; &lt;@1&gt;@everyone", last().text());
        assertEquals("/channels", last().scope());
        send(Target.person("dm:78"), "", text("hi"));
        assertEquals("/dms 78", last().scope() + " " + last().chat());
    }

    @Test
    void aMessageThatIsReviewedIsNoSuccess() {
        server.chats().fault(Fault.REVIEWED);
        AdapterException waits = refused(PERSON, "", text("hello"));
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, waits.kind());
        assertTrue(waits.getMessage().contains("audit a-1"), waits::getMessage);
    }

    @Test
    void whatFailsAfterAPartWasSentNamesThatPart() throws InterruptedException {
        friendsSay("m-1", "hello");
        for (int i = 0; i < 3; i++) {
            send(GROUP, "m-1", text("answer " + i));
        }
        AdapterException tooMany = refused(GROUP, "m-1", new Segment.Image(TestMedia.local("a.png", "png")),
                new Segment.Image(TestMedia.local("b.png", "png")), new Segment.Image(TestMedia.local("c.png", "png")));
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, tooMany.kind());
        assertEquals(3, texts().size());
    }

    @Test
    void recallsItsMessagesAndListsMembers() throws InterruptedException {
        Receipt receipt = send(GROUP, "", text("oops"));
        MessageRecall recall = host.ability(MessageRecall.class);
        recall.recall(Chat.group(FRIENDS, ""), receipt.messageIds().getFirst());
        assertEquals("DELETE", server.chats().calls().getLast().method());
        clock.advance(Duration.ofMinutes(3));
        assertEquals(List.of("MEMBER0", "MEMBER1", "MEMBER2"),
                host.ability(MemberListing.class).members(FRIENDS, true).stream().map(Member::userId).toList());
    }

    @Test
    void callsOfQqsOwnAreNamedByMethodAndPath() throws InterruptedException {
        PlatformCalls calls = host.ability(PlatformCalls.class);
        assertEquals(bot.id(), ((Map<?, ?>) calls.call("GET /users/@me", Map.of(), Patience.SOON)).get("id"));
        calls.call("POST /v2/users/" + ANN + "/messages", Map.of("msg_type", 0, "content", "by hand"), Patience.SOON);
        assertEquals("by hand", last().text());
        assertEquals(ErrorKind.UNSUPPORTED,
                assertThrows(AdapterException.class, () -> calls.call("get_group_info", Map.of(), Patience.SOON)).kind());
        assertEquals(ErrorKind.UNREACHABLE_TARGET,
                assertThrows(AdapterException.class, () -> calls.call("GET /no/such", Map.of("a", "b c"), Patience.SOON)).kind());
    }
}
