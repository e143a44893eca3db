package dev.botyard.adapters.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.matrix.MatrixServer.Bot;
import dev.botyard.adapters.matrix.MatrixServer.Call;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.ability.MessageActions;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.ability.RequestApproval;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.event.RequestEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import dev.botyard.testkit.onebot.WireServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MatrixIT {
    private static final String ROOM = "!room:fake";
    private final MatrixServer server = new MatrixServer();
    private final Bot bot = server.bot();

    @TempDir
    private Path folder;

    MatrixIT() {
        server.room(ROOM);
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.complaints);
    }

    private HarnessBuilder account() {
        return AdapterHarness.of(new MatrixAdapterFactory()).folder(folder).settings("homeserver", server.url().toString(),
                "poll", "500ms");
    }

    private AdapterHarness online() throws Exception {
        return account().with("access_token", bot.token).online();
    }

    private void says(String id, String text) {
        server.tell(ROOM, MatrixServer.text(id, "@ann:fake", text), "");
    }

    private JsonNode last(String name) {
        return server.calls.stream().filter(call -> call.name().equals(name)).map(Call::body).toList().getLast();
    }

    private long count(String name) {
        return server.calls.stream().filter(call -> call.name().equals(name)).count();
    }

    private static void until(Callable<Boolean> what) {
        Awaitility.await().atMost(Patience.SOON).until(what);
    }

    private static Receipt send(AdapterHarness host, Segment... segments) throws Exception {
        return host.send(
                OutboundMessage.to(Target.group(ROOM)).requestId("request-1").segments(segments).timeout(Patience.SOON).build());
    }

    @Test
    void aPasswordIsAskedOnceAndTheDeviceStays() throws Exception {
        MemoryStore store = new MemoryStore();
        server.fault("POST login", call -> {
            boolean right = Json.text(call.body(), "password").equals("right")
                    && Json.text(call.body().path("identifier"), "user").equals("bot");
            return right ? login("") : MatrixServer.refused(403, "M_FORBIDDEN");
        });
        try (AdapterHarness host = account().store(store).settings("user", "bot", "password", "right").online()) {
            assertEquals(bot.userId, host.profile().platformId());
        }
        try (AdapterHarness host = account().store(store).settings("user", "bot", "password", "right").online()) {
            assertEquals(1, count("POST login"));
            assertFalse(host.profile().platformId().isEmpty());
        }
        try (AdapterHarness host = account().settings("user", "bot", "password", "wrong").start()) {
            assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
            assertEquals(2, count("POST login"));
        }
    }

    private Answer login(String more) {
        return Answer.json("{\"user_id\":\"" + bot.userId + "\",\"access_token\":\"" + bot.token + "\",\"device_id\":\""
                + bot.device + "\"" + more + "}");
    }

    @Test
    void aTokenThatExpiredIsRenewedForTheCallAndKeepsTheDevice() throws Exception {
        MemoryStore store = new MemoryStore();
        server.fault("POST login", _ -> login(",\"refresh_token\":\"r1\""));
        server.fault("POST refresh", call -> {
            assertEquals("r1", Json.text(call.body(), "refresh_token"));
            bot.token = "syt_renewed";
            return Answer.json("{\"access_token\":\"syt_renewed\"}");
        });
        try (AdapterHarness host = account().store(store).settings("user", "bot", "password", "right").online()) {
            server.fault("PUT m.room.message", call -> call.request().token().equals("syt_renewed")
                    ? Answer.json("{\"event_id\":\"$after\"}")
                    : MatrixServer.refused(401, "M_UNKNOWN_TOKEN", ",\"soft_logout\":true", Map.of()));
            assertEquals(List.of("$after"), send(host, new Segment.Text("a")).messageIds());
            assertEquals(1, count("POST refresh"));
            assertTrue(store.get("login").orElseThrow().contains(bot.device));
        }
    }

    @Test
    void historyIsNoNewsAndWhatCameMeanwhileIs() throws Exception {
        MemoryStore store = new MemoryStore();
        says("$old", "history");
        try (AdapterHarness host = account().store(store).with("access_token", bot.token).online()) {
            says("$new", "news");
            assertEquals("$new", host.event(MessageEvent.class).messageId());
            until(() -> store.get("since").isPresent() && server.polls() > 0);
        }
        says("$meanwhile", "while nobody listened");
        try (AdapterHarness host = account().store(store).with("access_token", bot.token).online()) {
            String id = host.event(MessageEvent.class).messageId();
            assertEquals("$meanwhile", id.equals("$new") ? host.event(MessageEvent.class).messageId() : id);
        }
    }

    @Test
    void whatTheServerLeftOutIsFetchedInOrder() throws Exception {
        MemoryStore store = new MemoryStore();
        says("$old", "history");
        try (AdapterHarness host = account().store(store).with("access_token", bot.token).online()) {
            says("$first", "news");
            host.event(MessageEvent.class);
            until(() -> server.polls() > 0);
        }
        for (int i = 0; i < 170; i++) {
            says("$m" + i, "text " + i);
        }
        try (AdapterHarness host = account().store(store).with("access_token", bot.token).online()) {
            MessageEvent event = host.event(MessageEvent.class);
            event = event.messageId().equals("$first") ? host.event(MessageEvent.class) : event;
            for (int i = 0; i < 170; i++) {
                assertEquals("$m" + i, event.messageId());
                event = i == 169 ? event : host.event(MessageEvent.class);
            }
        }
    }

    @Test
    void theSameRequestIsTheSameEvent() throws Exception {
        try (AdapterHarness host = online()) {
            String once = send(host, new Segment.Text("a")).messageIds().getFirst();
            assertEquals(once, send(host, new Segment.Text("a")).messageIds().getFirst());
        }
    }

    @Test
    void textAndMarksArriveAsMeant() throws Exception {
        try (AdapterHarness host = online()) {
            send(host, new Segment.Reply("$q", ""), new Segment.At("@ann:fake", "Ann"), new Segment.Text(" <look>\nhere: "),
                    new Segment.Markdown("**b** <script>"));
            JsonNode content = last("PUT m.room.message");
            assertEquals("Ann <look>\nhere: b <script>", Json.text(content, "body"));
            assertEquals(
                    "<a href=\"https://matrix.to/#/@ann:fake\">Ann</a> &lt;look&gt;<br>here: <p><strong>b</strong> &lt;script&gt;</p>",
                    Json.text(content, "formatted_body"));
            assertEquals("@ann:fake", Json.text(content.path("m.mentions").path("user_ids").path(0)));
            assertEquals("$q", Json.text(content.path("m.relates_to").path("m.in_reply_to"), "event_id"));
        }
    }

    @Test
    void answersStayInTheirThread() throws Exception {
        try (AdapterHarness host = online()) {
            server.tell(ROOM, MatrixServer.event("$deep", "m.room.message", "@ann:fake",
                    "{\"msgtype\":\"m.text\",\"body\":\"a\",\"m.relates_to\":"
                            + "{\"rel_type\":\"m.thread\",\"event_id\":\"$root\",\"is_falling_back\":true,\"m.in_reply_to\":{\"event_id\":\"$root\"}}}"),
                    "");
            assertEquals("a", host.event(MessageEvent.class).segments().getFirst().asText());
            host.send(OutboundMessage.to(Target.group(ROOM)).requestId("r-1").inReplyTo("$deep").segments(new Segment.Text("b"))
                    .timeout(Patience.SOON).build());
            JsonNode relation = last("PUT m.room.message").path("m.relates_to");
            assertEquals("$root", Json.text(relation, "event_id"));
            assertEquals("$deep", Json.text(relation.path("m.in_reply_to"), "event_id"));
        }
    }

    @Test
    void mediaGoUpBeforeTheyAreNamedAndComeDownByEitherPath() throws Exception {
        try (AdapterHarness host = online()) {
            Receipt receipt = send(host, new Segment.Text("look"), new Segment.Voice(TestMedia.local("a.ogg", "sound"), ""));
            assertEquals(2, receipt.messageIds().size());
            JsonNode content = last("PUT m.room.message");
            assertEquals("m.audio", Json.text(content, "msgtype"));
            assertTrue(content.has("org.matrix.msc3245.voice"));
            Map<String, String> facts = Map.of("url", Json.text(content, "url"), "name", "a.ogg");
            assertEquals("sound", Files.readString(Path.of(host.ability(FileResolution.class).resolve("voice", facts).source())));
            server.oldMedia = true;
            server.media.put("old", "older".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertEquals("older", Files.readString(Path.of(host.ability(FileResolution.class).resolve("file",
                    Map.of("url", "mxc://fake/old", "name", "b")).source())));
        }
    }

    @Test
    void encryptedRoomsAreSaidOnceAndNotWrittenTo() throws Exception {
        server.state.get(ROOM)
                .add(MatrixServer.state("$e", "m.room.encryption", "@ann:fake", "", "{\"algorithm\":\"m.megolm.v1.aes-sha2\"}"));
        try (AdapterHarness host = online()) {
            server.tell(ROOM, MatrixServer.event("$x1", "m.room.encrypted", "@ann:fake", "{\"ciphertext\":\"x\"}"), "");
            server.tell(ROOM, MatrixServer.event("$x2", "m.room.encrypted", "@ann:fake", "{\"ciphertext\":\"x\"}"), "");
            says("$plain", "but this");
            assertEquals("matrix-notice-encrypted", host.event(NoticeEvent.class).details().nativeName());
            assertEquals("$plain", host.event(MessageEvent.class).messageId());
            AdapterException failure = assertThrows(AdapterException.class, () -> send(host, new Segment.Text("a")));
            assertEquals(ErrorKind.UNSUPPORTED, failure.kind());
            assertEquals(0, count("PUT m.room.message"));
        }
    }

    @Test
    void invitationsAreRequestsOrAcceptedAsTheSettingsSay() throws Exception {
        String invitation = MatrixServer.state("$i", "m.room.member", "@ann:fake", "BOT",
                "{\"membership\":\"invite\",\"is_direct\":true}");
        try (AdapterHarness host = online()) {
            server.invitations.put("!new:fake", invitation);
            RequestEvent request = host.event(RequestEvent.class);
            assertEquals("!new:fake", request.details().data().get("flag"));
            host.ability(RequestApproval.class).answer("group.request", "!new:fake", "invite", true, "");
            until(() -> server.invitations.isEmpty());
        }
        try (AdapterHarness host = account().with("access_token", bot.token)
                .settings("auto_join", "listed", "inviters", "@ann:fake").online()) {
            server.invitations.put("!private:fake", invitation);
            until(() -> server.invitations.isEmpty() && count("PUT m.direct") > 0);
            assertEquals("!private:fake", Json.text(last("PUT m.direct").path("@ann:fake").path(0)));
            server.tell("!private:fake", MatrixServer.text("$p", "@ann:fake", "hi"), "");
            assertEquals(Chat.direct("@ann:fake"), host.event(MessageEvent.class).chat());
        }
    }

    @Test
    void aPersonWithoutARoomGetsOne() throws Exception {
        try (AdapterHarness host = online()) {
            host.send(Target.person("@bob:fake"), "hi");
            host.send(Target.person("@bob:fake"), "again");
            assertEquals(1, count("POST createRoom"));
            assertEquals(2, count("PUT m.room.message"));
        }
    }

    @Test
    void abilitiesReachTheServer() throws Exception {
        try (AdapterHarness host = online()) {
            assertEquals(List.of("admin", "member"),
                    host.ability(MemberListing.class).members(ROOM, true).stream().map(member -> member.role()).toList());
            host.ability(GroupAdministration.class).kick(ROOM, "@bob:fake");
            assertEquals("@bob:fake", Json.text(last("POST kick"), "user_id"));
            host.ability(GroupAdministration.class).invite(ROOM, "@bob:fake");
            assertEquals("@bob:fake", Json.text(last("POST invite"), "user_id"));
            host.ability(MessageRecall.class).recall(Chat.group(ROOM, ""), "$gone");
            assertTrue(server.calls.getLast().path().contains("redact")
                    || server.calls.stream().anyMatch(call -> call.path().contains("$gone")));
        }
    }

    @Test
    void messagesAreActedOnAndTheServersOwnCallsAreMade() throws Exception {
        try (AdapterHarness host = online()) {
            host.ability(MessageActions.class).react(Chat.group(ROOM, ""), "$m", "👍", true);
            assertEquals("👍", Json.text(last("PUT m.reaction").path("m.relates_to"), "key"));
            host.ability(MessageActions.class).markRead(Chat.group(ROOM, ""), "$m");
            assertEquals(1, count("POST m.read"));
            Object answer = host.ability(PlatformCalls.class).call("GET account/whoami", Map.of(), Patience.SOON);
            assertEquals(bot.userId, ((Map<?, ?>) answer).get("user_id"));
            assertEquals(ErrorKind.UNSUPPORTED, assertThrows(AdapterException.class,
                    () -> host.ability(PlatformCalls.class).call("whoami", Map.of(), Patience.SOON)).kind());
        }
    }

    @Test
    void waysToWaitAreUnderstood() throws Exception {
        try (AdapterHarness host = online()) {
            server.fault("PUT m.room.message",
                    _ -> MatrixServer.refused(429, "M_LIMIT_EXCEEDED", ",\"retry_after_ms\":7000", Map.of()));
            AdapterException limited = assertThrows(AdapterException.class, () -> send(host, new Segment.Text("a")));
            assertEquals(7, limited.retryAfter().orElseThrow().toSeconds());
            server.fault("PUT m.room.message", _ -> MatrixServer.refused(413, "M_TOO_LARGE"));
            assertEquals(ErrorKind.REJECTED,
                    assertThrows(AdapterException.class, () -> send(host, new Segment.Text("a"))).kind());
            server.fault("POST upload", _ -> MatrixServer.refused(413, "M_TOO_LARGE"));
            assertEquals(ErrorKind.MEDIA,
                    assertThrows(AdapterException.class, () -> send(host, new Segment.File(TestMedia.local("a", "b")))).kind());
        }
    }
}
