package dev.botyard.adapters.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.slack.SlackServer.Bot;
import dev.botyard.adapters.slack.SlackServer.Call;
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
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackIT {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private final SlackServer server = new SlackServer();
    private final Bot bot = server.bot();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.complaints);
    }

    private AdapterHarness online() throws Exception {
        return AdapterHarness.of(new SlackAdapterFactory()).folder(folder)
                .settings("bot_token", bot.token, "app_token", bot.appToken, "base_url",
                        server.url().toString())
                .online();
    }

    private static String said(String fields) {
        return "{\"type\":\"message\",\"channel\":\"C1\",\"channel_type\":\"channel\",\"user\":\"U1\"," + fields + "}";
    }

    private Call last(String method) {
        return server.calls.stream().filter(call -> call.method().equals(method)).toList().getLast();
    }

    private static void until(java.util.concurrent.Callable<Boolean> what) {
        Awaitility.await().atMost(Patience.SOON).until(what);
    }

    @Test
    void anEventIsAnsweredOnceTheHostHasItAndToldAgainElse() throws Exception {
        try (AdapterHarness host = online()) {
            host.takeOnly(0);
            server.tell(bot, "Ev1", said("\"text\":\"first\",\"ts\":\"1.000001\""));
            server.tell(bot, "Ev2", "{\"type\":\"user_huddle_changed\"}");
            until(() -> server.answered.size() == 1);
            host.takeOnly(1000);
            server.tellAgain(bot);
            until(() -> server.answered.size() == 2);
        }
    }

    @Test
    void aRenewedConnectionLosesNothingAndOpensBeforeTheOldOneEnds() throws Exception {
        try (AdapterHarness host = online()) {
            until(() -> bot.sockets.size() == 1);
            server.send(bot, "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}");
            until(() -> bot.sockets.size() == 2);
            bot.sockets.getFirst().send(SlackServer.frame("odd-1", "events_api", "{\"event_id\":\"Ev1\",\"event\":"
                    + said("\"text\":\"over the old one\",\"ts\":\"1.000001\"") + "}"));
            assertEquals("C1/1.000001", host.event(MessageEvent.class).messageId());
            until(() -> server.answered.contains("odd-1"));
            bot.sockets.getFirst().close(1000, "");
            until(() -> bot.sockets.size() == 1);
            server.tell(bot, "Ev2", said("\"text\":\"over the new one\",\"ts\":\"1.000002\""));
            assertEquals("C1/1.000002", host.event(MessageEvent.class).messageId());
            assertEquals(1, server.count("auth.test"));
        }
    }

    @Test
    void whatAPersonHasToSwitchOnIsSaid() throws Exception {
        try (AdapterHarness host = online()) {
            server.send(bot, "{\"type\":\"disconnect\",\"reason\":\"link_disabled\"}");
            assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
        }
        try (AdapterHarness host = online()) {
            server.send(bot, "{\"type\":\"disconnect\",\"reason\":\"too_many_websockets\"}");
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        }
    }

    @Test
    void textAndMarksArriveAsMeant() throws Exception {
        try (AdapterHarness host = online()) {
            host.send(Target.group("C1"), "a *b* <c> & d");
            assertEquals("a *b* &lt;c&gt; &amp; d", last("chat.postMessage").params().get("text"));
            assertEquals("false", last("chat.postMessage").params().get("mrkdwn"));
            send(host, new Segment.At("U2", "Bob"), new Segment.Text(" look: "),
                    new Segment.Markdown("**b** [x](https://e.org/?a&b)"),
                    new Segment.AtAll());
            assertEquals("<@U2> look: *b* <https://e.org/?a&amp;b|x><!channel>", last("chat.postMessage").params().get("text"));
            send(host, new Segment.Markdown("# T\n| a |\n|---|"));
            assertEquals("# T\n| a |\n|---|", last("chat.postMessage").params().get("markdown_text"));
        }
    }

    @Test
    void markdownThatSlackDoesNotTakeIsSentInItsOwn() throws Exception {
        server.fault("chat.postMessage", call -> call.params().containsKey("markdown_text")
                ? SlackServer.refused("invalid_arguments")
                : SlackServer.ok("\"channel\":\"C1\",\"ts\":\"1.000009\""));
        try (AdapterHarness host = online()) {
            assertEquals(List.of("C1/1.000009"), send(host, new Segment.Markdown("**b**")).messageIds());
            assertEquals("*b*", last("chat.postMessage").params().get("text"));
        }
    }

    private static Receipt send(AdapterHarness host, Segment... segments) throws Exception {
        return host.send(OutboundMessage.to(Target.group("C1")).requestId("r").segments(segments).timeout(Patience.SOON).build());
    }

    @Test
    void answersStayInTheirThread() throws Exception {
        try (AdapterHarness host = online()) {
            server.tell(bot, "Ev1", said("\"text\":\"deep\",\"ts\":\"1.000002\",\"thread_ts\":\"1.000001\""));
            String id = host.event(MessageEvent.class).messageId();
            host.send(OutboundMessage.to(Target.group("C1")).requestId("r").inReplyTo(id).segments(new Segment.Text("a"))
                    .timeout(Patience.SOON).build());
            assertEquals("1.000001", last("chat.postMessage").params().get("thread_ts"));
            send(host, new Segment.Reply(id, ""), new Segment.Text("a"));
            assertEquals("1.000001", last("chat.postMessage").params().get("thread_ts"));
            send(host, new Segment.Reply("C1/1.000005", ""), new Segment.Text("a"));
            assertEquals("1.000005", last("chat.postMessage").params().get("thread_ts"));
            send(host, new Segment.Text("a"));
            assertFalse(last("chat.postMessage").params().containsKey("thread_ts"));
        }
    }

    @Test
    void filesShareTheTextBeforeThem() throws Exception {
        try (AdapterHarness host = online()) {
            Receipt receipt = host.send(OutboundMessage.to(Target.person("U1")).requestId("r")
                    .segments(new Segment.Text("see <this>"),
                            new Segment.Image(TestMedia.local("a.txt", "bytes")),
                            new Segment.File(TestMedia.local("a.txt", "bytes")), new Segment.Text("after"))
                    .timeout(Patience.SOON).build());
            assertEquals(2, server.files.size());
            assertEquals("DU1", server.files.getFirst().channel());
            assertEquals("see &lt;this&gt;", last("files.completeUploadExternal").params().get("initial_comment"));
            assertEquals("after", last("chat.postMessage").params().get("text"));
            assertEquals(2, receipt.messageIds().size());
            host.ability(MessageRecall.class).recall(Chat.direct("U1"), receipt.messageIds().getFirst());
            assertEquals(server.files.getFirst().id(), last("files.delete").params().get("file"));
            host.ability(MessageRecall.class).recall(Chat.direct("U1"), receipt.messageIds().getLast());
            assertEquals("DU1", last("chat.delete").params().get("channel"));
        }
    }

    @Test
    void refusalsSayWhatToDo() throws Exception {
        try (AdapterHarness host = online()) {
            refused(host, "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"chat:write\"}", ErrorKind.REJECTED,
                    "add the scope chat:write");
            refused(host, "{\"ok\":false,\"error\":\"not_in_channel\"}", ErrorKind.UNREACHABLE_TARGET, "/invite");
            refused(host, "{\"ok\":false,\"error\":\"fatal_error\"}", ErrorKind.UNKNOWN_OUTCOME, "fatal_error");
            refused(host, "{\"ok\":false,\"error\":\"message_limit_exceeded\"}", ErrorKind.QUOTA_EXHAUSTED,
                    "message_limit_exceeded");
            refused(host, "<html>", ErrorKind.UNKNOWN_OUTCOME, "HTTP 200");
            refused(host, "{\"ok\":false,\"error\":\"token_revoked\"}", ErrorKind.AUTHENTICATION, "token_revoked");
            assertTrue(host.state("lost").contains("token_revoked"));
        }
    }

    private void refused(AdapterHarness host, String answer, ErrorKind kind, String words) {
        server.fault("chat.postMessage", _ -> dev.botyard.testkit.onebot.WireServer.Answer.json(answer));
        AdapterException failure = assertThrows(AdapterException.class, () -> host.send(Target.group("C1"), "a"));
        assertEquals(kind, failure.kind());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
    }

    @Test
    void abilitiesReachSlack() throws Exception {
        try (AdapterHarness host = online()) {
            List<Member> members = host.ability(MemberListing.class).members("C1", true);
            assertEquals(List.of("U1", "U2", "U3"), members.stream().map(Member::userId).toList());
            assertEquals("Ann", members.getFirst().nickname());
            host.ability(GroupAdministration.class).invite("C1", "U7");
            assertEquals(Map.of("channel", "C1", "users", "U7"), last("conversations.invite").params());
            host.ability(GroupAdministration.class).kick("C1", "U7");
            assertEquals("U7", last("conversations.kick").params().get("user"));
            URI place = server.url().resolve("/files/a.png");
            Path file = Path.of(host.ability(FileResolution.class)
                    .resolve("image", Map.of("url", place.toString(), "name", "a.png")).source());
            assertEquals("bytes of /files/a.png", Files.readString(file));
        }
    }

    @Test
    void messagesAreReactedToAndSlacksOwnMethodsAreCalled() throws Exception {
        server.fault("reactions.add", _ -> SlackServer.ok("\"done\":true"));
        server.fault("views.publish", _ -> SlackServer.ok("\"view\":{\"id\":9007199254740993}"));
        try (AdapterHarness host = online()) {
            host.ability(MessageActions.class).react(Chat.group("C1", ""), "C1/1.000001", ":eyes:", true);
            assertEquals(Map.of("channel", "C1", "timestamp", "1.000001", "name", "eyes"), last("reactions.add").params());
            assertEquals(Map.of("view", Map.of("id", "9007199254740993")), host.ability(PlatformCalls.class).call("views.publish",
                    Map.of("user_id", "U1", "view", Map.of("type", "home")), Patience.SOON));
            assertEquals("{\"type\":\"home\"}", last("views.publish").params().get("view"));
            assertEquals(ErrorKind.UNSUPPORTED, assertThrows(AdapterException.class,
                    () -> host.ability(PlatformCalls.class).call("../x", Map.of(), Patience.SOON)).kind());
        }
    }

    @Test
    void aLoginPageIsNoFile() throws Exception {
        try (AdapterHarness host = online()) {
            bot.refusal = "x";
            Map<String, String> elsewhere = Map.of("url",
                    server.url().resolve("/files/a.png").toString().replace("127.0.0.1", "localhost"));
            AdapterException failure = assertThrows(AdapterException.class,
                    () -> host.ability(FileResolution.class).resolve("image", elsewhere));
            assertEquals(ErrorKind.MEDIA, failure.kind());
            assertTrue(failure.getMessage().contains("files:read"), failure.getMessage());
        }
    }

    @Test
    void signedEventsAreTakenAndOthersRefused() throws Exception {
        try (AdapterHarness host = AdapterHarness.of(new SlackAdapterFactory())
                .settings("mode", "http", "bot_token", bot.token, "signing_secret",
                        SECRET, "base_url", server.url().toString())
                .online()) {
            assertEquals("answer me",
                    post(host, SECRET, 0, "application/json", "{\"type\":\"url_verification\",\"challenge\":\"answer me\"}")
                            .body());
            String event = "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":"
                    + said("\"text\":\"hi\",\"ts\":\"1.000001\"") + "}";
            assertEquals(200, post(host, SECRET, 0, "application/json", event).statusCode());
            assertEquals("C1/1.000001", host.event(MessageEvent.class).messageId());
            assertEquals(401, post(host, "wrong", 0, "application/json", event).statusCode());
            assertEquals(401, post(host, SECRET, 400, "application/json", event).statusCode());
            assertEquals(200, post(host, SECRET, 0, "application/x-www-form-urlencoded",
                    "command=%2Fweather&text=Oslo&user_id=U1&channel_id=C1&trigger_id=T1").statusCode());
            assertEquals("/weather Oslo", host.event(MessageEvent.class).segments().getFirst().asText());
            host.takeOnly(0);
            assertEquals(503,
                    post(host, SECRET, 0, "application/json", event.replace("Ev1", "Ev2").replace("1.000001", "1.000002"))
                            .statusCode());
        }
    }

    private static HttpResponse<String> post(AdapterHarness host, String secret, int age, String type, String body)
            throws IOException, InterruptedException {
        String stamp = Long.toString(Instant.now().getEpochSecond() - age);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(host.ownDoor("http")).header("Content-Type", type)
                    .header("X-Slack-Request-Timestamp", stamp)
                    .header("X-Slack-Signature",
                            "v0=" + Signatures.hex(Signatures.hmacSha256(secret, "v0:" + stamp + ":" + body)))
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theSignatureIsSlacks() {
        assertEquals("5025a102182f11161096c0dc2fc26d579158446c928c56fabda14fecd7be4a08",
                Signatures.hex(Signatures.hmacSha256(SECRET, "v0:1531420618:{\"type\":\"event_callback\"}")));
    }

    @Test
    void tokensInTheWrongPlaceAreSaidBeforeAnythingIsAsked() {
        AdapterException failure = assertThrows(AdapterException.class, () -> AdapterHarness.of(new SlackAdapterFactory())
                .settings("bot_token", "xoxe.xoxb-1", "app_token", "xoxb-2").online());
        assertEquals(ErrorKind.CONFIGURATION, failure.kind());
        assertTrue(failure.getMessage().contains("token rotation") && failure.getMessage().contains("xapp-"),
                failure.getMessage());
    }
}
