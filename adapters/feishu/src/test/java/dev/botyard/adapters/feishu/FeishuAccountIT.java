package dev.botyard.adapters.feishu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.TestMedia;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An account against the fake: what the contract does not ask for.
class FeishuAccountIT {
    private static final Target ANN = Target.person("ou_42");
    private static final Chat GROUP = Chat.group("oc_900", "");

    @TempDir
    private Path folder;

    private ConnectedFake fake;
    private AdapterHarness host;
    private FeishuApp app;

    @BeforeEach
    void start() throws Exception {
        fake = new ConnectedFake();
        fake.server.interval = 60;
        host = harness("card").online();
        app = fake.server.apps().getFirst();
    }

    private HarnessBuilder harness(String markdown) {
        HarnessBuilder builder = AdapterHarness.of(new FeishuAdapterFactory());
        fake.config().forEach((key, values) -> builder.with(key, values.toArray(String[]::new)));
        return builder.folder(folder).with("markdown", markdown).with("seen_reaction", "Get");
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
        fake.close();
    }

    private Receipt send(String id, Segment... segments) throws InterruptedException {
        return host.send(OutboundMessage.to(ANN).requestId(id).segments(segments).timeout(Patience.SOON).build());
    }

    private List<String> texts() {
        return fake.sent().stream().map(SentCall::text).toList();
    }

    @Test
    void theSameRequestIsSentOnce() throws Exception {
        Receipt first = send("r-1", new Segment.Text("a"), new Segment.File(TestMedia.local("a.pdf", "pdf")),
                new Segment.Text("b"));
        assertEquals(3, first.messageIds().size());
        assertEquals(first.messageIds(), send("r-1", new Segment.Text("a"), new Segment.File(TestMedia.local("a.pdf", "pdf")),
                new Segment.Text("b")).messageIds());
        assertEquals(List.of("a", "[file_key]", "b"), texts());
    }

    @Test
    void textsMentionAndMarkdownBecomesACardAndPicturesAPost() throws Exception {
        send("1", new Segment.Text("hi "), new Segment.At("ou_7", "Bo"), new Segment.AtAll(),
                new Segment.Text(" <at user_id=\"all\"></at>"));
        send("2", new Segment.Text("see "), new Segment.Markdown("**bold**"));
        send("3", new Segment.Text("look"), new Segment.Image(TestMedia.local("a.png", "png")), new Segment.At("ou_7", "Bo"),
                new Segment.Markdown("# done"), new Segment.Text("end"));
        assertEquals("hi @Bo@all <\u200bat user_id=\"all\"><\u200b/at>", texts().getFirst());
        assertEquals(List.of("see **bold**", "look\n[image_key]\n@ou_7\n# done\nend"), texts().subList(1, 3));
    }

    @Test
    void aCardThatIsNotTakenIsSentAsPlainText() throws Exception {
        fake.server.answerOnce("/open-apis/im/v1/messages", FeishuServer.code(400, 230099, "Failed to create card content"));
        send("1", new Segment.Markdown("**bold** [a](https://x)"));
        assertTrue(texts().getLast().startsWith("bold a"), texts().getLast());
    }

    @Test
    void aQuoteOfARecalledMessageIsLeftOut() throws Exception {
        send("1", new Segment.Reply("om_5", ""), new Segment.Text("yes"));
        fake.server.messages.recalled.add("om_6");
        send("2", new Segment.Reply("om_6", ""), new Segment.Text("no"));
        assertEquals(List.of("reply:om_5", "ou_42"), fake.sent().stream().map(call -> call.target().id()).toList());
    }

    @Test
    void anExpiredTokenIsReplacedOnce() throws Exception {
        int before = fake.server.tokensGiven();
        fake.server.expireTokens();
        send("1", new Segment.Text("hi"));
        assertEquals(before + 1, fake.server.tokensGiven());
        assertEquals(List.of("hi"), texts());
    }

    @Test
    void aSecretThatIsNotGoodAnyMoreIsSaid() throws Exception {
        app.revoked = true;
        AdapterException refusal = assertThrows(AdapterException.class, () -> send("1", new Segment.Text("hi")));
        assertEquals(ErrorKind.AUTHENTICATION, refusal.kind());
        assertTrue(refusal.getMessage().contains("凭证与基础信息"), refusal.getMessage());
        host.state("lost");
    }

    @ParameterizedTest
    @CsvSource({"230002,UNREACHABLE_TARGET,add the bot to the group", "230013,UNREACHABLE_TARGET,可用范围",
        "230006,CONFIGURATION,机器人",
        "99991672,REJECTED,权限管理", "230020,RATE_LIMITED,limit", "230028,REJECTED,log-1", "230049,UNKNOWN_OUTCOME,230049",
        "234006,MEDIA,234006"})
    void aRefusalSaysWhatToDo(int code, ErrorKind kind, String words) {
        fake.server.answerOnce("/open-apis/im/v1/messages", FeishuServer.code(400, code, "the platform's words about a limit"));
        AdapterException refusal = assertThrows(AdapterException.class, () -> send("1", new Segment.Text("hi")));
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        assertEquals(Integer.toString(code), refusal.platformCode());
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    @Test
    void anEventThatComesAgainAfterARestartIsKnown() throws Exception {
        MemoryStore store = new MemoryStore();
        fake.server.messages.namesAllowed = false;
        try (AdapterHarness first = harness("post").store(store).online()) {
            FeishuApp other = Patience.await("it is connected").until(() -> fake.server.apps().stream()
                    .filter(each -> each != app && !each.lines.isEmpty()).findFirst(), Optional::isPresent).orElseThrow();
            FeishuLine line = other.line();
            line.event(FeishuEvents.text(other, GROUP, "ou_42", "om_1", 5, "once"), 1);
            first.event(MessageEvent.class);
            Patience.await("it is answered").until(() -> line.answers.equals(List.of(200L)));
            first.stop();
            first.connect();
            FeishuLine next = other.lineAfter(line);
            next.event(FeishuEvents.text(other, GROUP, "ou_42", "om_1", 5, "once"), 2);
            next.event(FeishuEvents.text(other, GROUP, "ou_42", "om_2", 6, "next"), 1);
            assertEquals("om_2", first.event(MessageEvent.class).id());
        }
    }

    @Test
    void sendersHaveNamesAndWhatWasTakenIsMarked() throws Exception {
        fake.bring(app, FeishuEvents.text(app, GROUP, "ou_42", "om_1", 5, "hi"));
        assertEquals("Name of ou_42", host.event(MessageEvent.class).sender().name());
        Patience.await("a reaction")
                .until(() -> fake.server.messages.calls.contains("POST /open-apis/im/v1/messages/om_1/reactions"));
    }

    @Test
    void groupsAreListedAndRuled() throws Exception {
        List<Member> members = host.ability(MemberListing.class).members("oc_9", true);
        assertEquals(List.of("Member 1 owner", "Member 2 admin", "Member 3 member"),
                members.stream().map(member -> member.nickname() + " " + member.role()).toList());
        GroupAdministration group = host.ability(GroupAdministration.class);
        group.invite("oc_9", "ou_7");
        group.kick("oc_9", "ou_7");
        group.banAll("oc_9", true);
        assertEquals(ErrorKind.UNREACHABLE_TARGET,
                assertThrows(AdapterException.class, () -> group.kick("oc_9", FeishuMessages.NOBODY)).kind());
        assertEquals(List.of("POST /open-apis/im/v1/chats/oc_9/members", "DELETE /open-apis/im/v1/chats/oc_9/members",
                "PUT /open-apis/im/v1/chats/oc_9/moderation", "DELETE /open-apis/im/v1/chats/oc_9/members"),
                fake.server.messages.calls.stream().filter(call -> call.contains("oc_9") && !call.startsWith("GET")).toList());
    }

    @Test
    void groupsAreNamedLeftAndListedAndReactionsTakenBack() throws Exception {
        GroupAdministration group = host.ability(GroupAdministration.class);
        group.rename("oc_9", "New");
        group.leave("oc_9");
        assertEquals(List.of(Chat.group("oc_9", "Friends")), host.ability(MemberListing.class).groups());
        MessageActions actions = host.ability(MessageActions.class);
        actions.react(GROUP, "om_3", "SMILE", true);
        actions.react(GROUP, "om_3", "SMILE", false);
        assertEquals(List.of("PUT /open-apis/im/v1/chats/oc_9", "DELETE /open-apis/im/v1/chats/oc_9/members",
                "GET /open-apis/im/v1/chats",
                "POST /open-apis/im/v1/messages/om_3/reactions", "GET /open-apis/im/v1/messages/om_3/reactions",
                "DELETE /open-apis/im/v1/messages/om_3/reactions/r1"), fake.server.messages.calls);
    }

    @Test
    void callsOfThePlatformsOwnGoThroughAsTheyAre() throws Exception {
        PlatformCalls platform = host.ability(PlatformCalls.class);
        assertEquals(Map.of("items", List.of(Map.of("chat_id", "oc_9", "name", "Friends")), "has_more", false),
                platform.call("GET im/v1/chats", Map.of("page_size", 7), Patience.SOON));
        assertEquals(Map.of("reaction_id", "r1"), platform.call("POST /im/v1/messages/om_3/reactions",
                Map.of("reaction_type", Map.of("emoji_type", "OK")), Patience.SOON));
        assertEquals(ErrorKind.UNSUPPORTED,
                assertThrows(AdapterException.class, () -> platform.call("send_msg", Map.of(), Patience.SOON)).kind());
        fake.server.answerOnce("/open-apis/im/v1/chats", FeishuServer.code(400, 99991672, "Access denied."));
        assertEquals(ErrorKind.REJECTED,
                assertThrows(AdapterException.class, () -> platform.call("GET im/v1/chats", Map.of(), Patience.SOON)).kind());
    }

    @Test
    void messagesAreRecalledAndMediaFetched() throws Exception {
        String id = send("1", new Segment.Text("oops")).messageIds().getFirst();
        host.ability(MessageRecall.class).recall(Chat.direct("ou_42"), id);
        assertTrue(fake.server.messages.recalled.contains(id));
        fake.server.messages.media.put("om_7/file_1", "the bytes".getBytes(StandardCharsets.UTF_8));
        Map<String, String> facts = Map.of("message_id", "om_7", "key", "file_1", "type", "file", "name", "a.txt");
        Media media = host.ability(FileResolution.class).resolve("file", facts);
        assertEquals("the bytes", Files.readString(Path.of(media.source())));
        assertEquals(ErrorKind.MEDIA, assertThrows(AdapterException.class,
                () -> host.ability(FileResolution.class).resolve("file", Map.of("message_id", "om_7", "key", "other"))).kind());
    }

    @Test
    void aNewPingIntervalIsAdopted() throws Exception {
        FeishuLine line = app.line();
        Patience.await("a ping at once").until(() -> line.pings.get() == 1);
        line.interval = 1;
        line.pong();
        Patience.await("one each second").until(() -> line.pings.get() > 2);
    }
}
