package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.MessageRecall;
import dev.botyard.api.ability.PlatformCalls;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications and robots of groups, beyond what the contract asks of every adapter.
class AppIT {
    private static final String TOKEN = "QDG6eK";
    private static final String AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final Target ANN = Target.person("zhangsan");

    @TempDir
    Path folder;

    private final AppServer server = new AppServer();
    private AdapterHarness host;

    private HarnessBuilder application() {
        return AdapterHarness.of(new WecomAdapterFactory())
                .settings("mode", "app", "corp_id", AppServer.CORPORATION, "agent_id", "1000002",
                        "secret", AppServer.SECRET, "token", TOKEN, "aes_key", AES_KEY, "api_url", server.address().toString())
                .folder(folder);
    }

    private void connect(HarnessBuilder account) throws InterruptedException {
        host = account.online();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
        server.close();
        assertEquals(List.of(), server.complaints);
    }

    private int post(String xml) throws IOException, InterruptedException {
        String encrypted = AppServer.encrypted(AES_KEY, xml);
        return host.post(door(AppServer.query(TOKEN, encrypted)), AppServer.envelope(encrypted));
    }

    private URI door(String query) {
        return URI.create(host.ownDoor("http") + query);
    }

    private static OutboundMessage message(Segment... segments) {
        return OutboundMessage.to(ANN).segments(segments).timeout(Patience.SOON).build();
    }

    @Test
    void thePlatformIsShownThatTheAddressIsTheApplications() throws Exception {
        connect(application());
        String encrypted = AppServer.encrypted(AES_KEY, "1616140317555161061");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(door(AppServer.echo(TOKEN, encrypted))).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals("1616140317555161061", answer.body());
            assertEquals(403, http.send(HttpRequest.newBuilder(door(AppServer.echo("wrong", encrypted))).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void messagesOfAllKindsAreRead() throws Exception {
        connect(application());
        String id = server.nextId();
        assertEquals(200, post(AppServer.message("zhangsan", "text", "Content", "你好 <b> ]]> &amp;", "MsgId", id)));
        MessageEvent text = host.event(MessageEvent.class);
        assertEquals("你好 <b> ]]> &amp;", text.segments().getFirst().asText());
        assertEquals(id, text.messageId());
        assertEquals("zhangsan-" + id, text.id());
        assertEquals(1_700_000_000, text.time().getEpochSecond());
        assertTrue(text.once());

        post(AppServer.message("zhangsan", "location", "Location_X", "23.1", "MsgId", "2"));
        assertEquals("23.1", ((Segment.Unknown) host.event(MessageEvent.class).segments().getFirst()).data().get("Location_X"));
        post(AppServer.message("zhangsan", "event", "Event", "click", "EventKey", "menu-1"));
        NoticeEvent click = host.event(NoticeEvent.class);
        assertEquals("wecom-notice-click", click.details().nativeName());
        assertEquals("menu-1", click.details().data().get("EventKey"));
    }

    @Test
    void aForgedCallbackIsRefused() throws Exception {
        connect(application());
        String encrypted = AppServer.encrypted(AES_KEY, AppServer.message("zhangsan", "text", "Content", "hi", "MsgId", "1"));
        assertEquals(403, host.post(door(AppServer.query("another-token", encrypted)), AppServer.envelope(encrypted)));
        assertEquals(403, host.post(door(AppServer.query(TOKEN, encrypted)), AppServer.envelope(encrypted + "A")));
        assertEquals(404, host.post(URI.create(host.sharedDoor("http") + AppServer.query(TOKEN, encrypted)),
                AppServer.envelope(encrypted)));
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void aHostThatTakesNoMoreHasItSentAgain() throws Exception {
        connect(application());
        host.takeOnly(0);
        assertEquals(503, post(AppServer.message("zhangsan", "text", "Content", "hi", "MsgId", "1")));
    }

    @Test
    void anExpiredTokenIsReplacedOnce() throws InterruptedException {
        connect(application());
        host.send(ANN, "one");
        server.expireTokens();
        host.send(ANN, "two");
        assertEquals(2, server.logins.get());
        assertEquals(2, server.said.size());
    }

    @Test
    void aSecretThatWasChangedEndsTheAccount() throws InterruptedException {
        connect(application());
        server.expireTokens();
        server.faults.put("gettoken", 40001);
        assertEquals(ErrorKind.AUTHENTICATION, assertThrows(AdapterException.class, () -> host.send(ANN, "one")).kind());
        AdapterException end = host.failure();
        assertEquals(ErrorKind.AUTHENTICATION, end.kind());
        assertTrue(end.getMessage().contains("应用管理"), end.getMessage());
    }

    @Test
    void anAddressThatIsNotTrustedIsNamedWithTheWordsOfTheConsole() throws InterruptedException {
        connect(application());
        server.faults.put("message/send", 60020);
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(ANN, "one"));
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        assertTrue(refused.getMessage().contains("203.0.113.7") && refused.getMessage().contains("企业可信IP"), refused.getMessage());
    }

    @Test
    void longTextIsSplitAndAllIdsComeBack() throws InterruptedException {
        connect(application());
        String line = "好".repeat(300) + "\n";
        List<String> ids = host.send(message(new Segment.Text(line.repeat(5)))).messageIds();
        assertEquals(3, ids.size());
        StringBuilder whole = new StringBuilder();
        server.all.forEach(said -> whole.append(said.text()));
        assertEquals(line.repeat(5), whole.toString());
        assertTrue(server.all.getFirst().text().endsWith("\n"));
    }

    @Test
    void mediaAreUploadedAndFetched() throws Exception {
        connect(application());
        byte[] bytes = "some bytes of a film".getBytes(StandardCharsets.UTF_8);
        host.send(
                message(new Segment.Video(TestMedia.local("a b.mp4", bytes)), new Segment.File(TestMedia.local("n.txt", bytes))));
        String film = Json.text(server.all.getFirst().body().path("video"), "media_id");
        assertArrayEquals(bytes, server.media.get("video/" + film));

        post(AppServer.message("zhangsan", "file", "MediaId", Json.text(server.all.getLast().body().path("file"), "media_id"),
                "MsgId", "3"));
        Media there = ((Segment.File) host.event(MessageEvent.class).segments().getFirst()).media();
        Media here = host.ability(FileResolution.class).resolve("file", there.platform());
        assertArrayEquals(bytes, Files.readAllBytes(Path.of(here.source())));
        assertEquals("note.txt", here.name());
        assertEquals(ErrorKind.MEDIA, assertThrows(AdapterException.class,
                () -> host.ability(FileResolution.class).resolve("file", Map.of("media_id", "gone"))).kind());
    }

    @Test
    void aMessageIsTakenBack() throws InterruptedException {
        connect(application());
        String id = host.send(ANN, "oops").messageIds().getFirst();
        host.ability(MessageRecall.class).recall(Chat.direct("zhangsan"), id);
        assertEquals(List.of(id), server.recalled);
    }

    @Test
    void aGroupThatTheApplicationMadeIsWrittenTo() throws InterruptedException {
        connect(application());
        host.send(OutboundMessage.to(Target.group("chat-1")).segments(new Segment.Markdown("**hi**")).timeout(Patience.SOON)
                .build());
        assertEquals("appchat/send", server.all.getFirst().path());
        assertEquals("markdown", Json.text(server.all.getFirst().body(), "msgtype"));
    }

    @Test
    void whatHasNoWordHereIsCalledByItsPath() throws InterruptedException {
        connect(application());
        PlatformCalls calls = host.ability(PlatformCalls.class);
        assertEquals(Map.of("userid", "zhang san&x", "name", "张三", "mobile", "9007199254740993"),
                calls.call("GET user/get", Map.of("userid", "zhang san&x"), Patience.SOON));
        calls.call("message/send", Map.of("touser", "lisi", "agentid", 1, "msgtype", "text", "text", Map.of("content", "raw")),
                Patience.SOON);
        assertEquals("raw", server.all.getFirst().text());
        for (String action : List.of("GET ../x", "webhook/send", "message/send?x=y", "gettoken")) {
            assertEquals(ErrorKind.UNSUPPORTED,
                    assertThrows(AdapterException.class, () -> calls.call(action, Map.of(), Patience.SOON)).kind(), action);
        }
    }

    @Test
    void withoutACallbackTokenItOnlySends() throws Exception {
        connect(application().settings("token", "", "aes_key", ""));
        host.send(ANN, "hi");
        assertEquals(1, server.said.size());
    }

    @Test
    void halfOfTheCallbackSettingsIsReported() {
        AdapterException refused = assertThrows(AdapterException.class,
                () -> application().settings("aes_key", "", "agent_id", "x").build().adapter());
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        assertTrue(refused.getMessage().contains("config.aes_key") && refused.getMessage().contains("config.agent_id"),
                refused.getMessage());
    }

    @Test
    void aRobotWritesToItsGroup() throws InterruptedException {
        connect(AdapterHarness.of(new WecomAdapterFactory()).settings("mode", "robot", "key", AppServer.KEY, "api_url",
                server.address().toString()));
        byte[] picture = "a picture".getBytes(StandardCharsets.UTF_8);
        host.send(OutboundMessage.to(Target.group("any")).timeout(Patience.SOON).segments(new Segment.At("zhangsan", ""),
                new Segment.Text(" look"), new Segment.Image(TestMedia.local("p.png", picture)),
                new Segment.Voice(TestMedia.local("v.amr", picture), ""), new Segment.Video(TestMedia.local("v.mp4", picture)))
                .build());
        assertEquals(List.of("markdown", "image", "voice", "file"),
                server.said.stream().map(said -> Json.text(said.body(), "msgtype")).toList());
        assertEquals("<@zhangsan> look", server.all.getFirst().text());
        AdapterException refused = assertThrows(AdapterException.class,
                () -> host.ability(MessageRecall.class).recall(Chat.group("any", ""), "1"));
        assertEquals(ErrorKind.UNSUPPORTED, refused.kind());
    }

    @Test
    void aRobotWithAWrongKeyNeedsAPerson() throws InterruptedException {
        connect(AdapterHarness.of(new WecomAdapterFactory()).settings("mode", "robot", "key", "a-wrong-key", "api_url",
                server.address().toString()));
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(Target.group("any"), "hi"));
        assertEquals(ErrorKind.AUTHENTICATION, refused.kind());
        assertFalse(refused.getMessage().contains("a-wrong-key"));
        assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
    }
}
