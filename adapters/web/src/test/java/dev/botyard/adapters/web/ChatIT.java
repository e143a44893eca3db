package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.ability.FileResolution;
import dev.botyard.api.ability.GroupAdministration;
import dev.botyard.api.ability.Member;
import dev.botyard.api.ability.MemberListing;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.EventNames;
import dev.botyard.api.event.InboundEvent;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.event.NoticeEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The account, its pages and its wire, over real sockets.
class ChatIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebAdapterFactory factory = new WebAdapterFactory();

    @TempDir
    Path folder;

    private AdapterHarness host;

    @BeforeEach
    void start() throws Exception {
        host = account("web").online();
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
        http.close();
    }

    @Test
    void strangersSeeOnlyTheLoginPage() throws Exception {
        HttpResponse<String> page = http.send(HttpRequest.newBuilder(base().resolve("/chat/")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(401, page.statusCode());
        assertTrue(page.body().contains("botyard token link"));
        for (String path : List.of("/chat/media/0", "/chat/upload")) {
            assertEquals(401, http.send(HttpRequest.newBuilder(base().resolve(path)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode());
        }
        assertThrows(IOException.class, () -> PageClient.connect(base(), false));
    }

    @Test
    void whatIsSaidReachesTheHostOnceAndIsAcknowledged() throws Exception {
        try (PageClient page = PageClient.join(base())) {
            String hello = "{'type':'send','key':'k1','account':'web','chat':{'kind':'private','id':'admin'},'user':'admin',"
                    + "'parts':[{'type':'text','text':'hello'}]}";
            page.say(hello);
            page.say(hello);
            assertEquals("accepted", page.await(frame -> frame.message() != null && !frame.message().state().equals("pending"))
                    .message().state());
            page.await(frame -> frame.type().equals("done"));
            page.await(frame -> frame.type().equals("done"));
        }
        MessageEvent event = (MessageEvent) host.event();
        assertEquals("admin", event.chat().id());
        assertEquals(List.of(new Segment.Text("hello")), event.segments());
        assertTrue(host.emitted().isEmpty());
    }

    @Test
    void thePageAsksWhatPluginsAnswerToAndHearsOfChanges() throws Exception {
        host.commands().offer(List.of("hello", "weather"));
        try (PageClient page = PageClient.join(base())) {
            String ask = "{'type':'commands','key':'k','account':'web','chat':{'kind':'private','id':'admin'},'user':'admin'}";
            page.say(ask);
            assertEquals(List.of("hello", "weather"), page.await(frame -> "k".equals(frame.key())).texts());
            host.commands().offer(List.of("weather"));
            page.await(frame -> frame.type().equals("commands") && frame.key() == null);
            page.say(ask);
            assertEquals(List.of("weather"), page.await(frame -> frame.type().equals("commands")).texts());
            page.say("{'type':'commands','key':'k','account':'web','chat':{'kind':'private','id':'admin'},'user':''}");
            assertEquals("error", page.await(frame -> "k".equals(frame.key())).type());
        }
        host.stop();
        assertEquals(0, host.commands().watches());
    }

    @Test
    void nonsenseIsAnsweredWithASentence() throws Exception {
        try (PageClient page = PageClient.join(base())) {
            page.say("{'type':'send','key':'k','account':'web','chat':{'kind':'private','id':'a b'},'user':'a b','parts':[]}");
            assertEquals("the chat has no proper id", page.await(frame -> frame.type().equals("error")).text());
            page.say("{'type':'send','key':'k','account':'nobody','chat':{'kind':'private','id':'a'},'user':'a'}");
            assertEquals("the account 'nobody' is not running", page.await(frame -> frame.type().equals("error")).text());
        }
    }

    @Test
    void aPushToSomebodyNewIsThereAfterARestartAndOnce() throws Exception {
        OutboundMessage push = OutboundMessage.to(Target.group("news")).requestId("r1").segments(new Segment.Text("hi")).build();
        String id = host.send(push).messageIds().getFirst();
        host.stop();
        host.connect();
        assertEquals(id, host.send(push).messageIds().getFirst());
        try (PageClient page = PageClient.connect(base(), true)) {
            page.say("{'type':'hello'}");
            Frame account = page.await(frame -> frame.type().equals("account"));
            assertEquals(List.of(id), account.messages().stream().map(message -> message.id()).toList());
            assertEquals("news", account.groups().getFirst().id());
        }
    }

    @Test
    void mediaGoBothWays() throws Exception {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        assertEquals(202, upload("id=u&name=a.png&offset=0&size=6", bytes, 0, 4).statusCode());
        HttpResponse<byte[]> last = upload("id=u&name=a.png&offset=4&size=6", bytes, 4, 6);
        Stored stored = Wire.read(new String(last.body(), java.nio.charset.StandardCharsets.UTF_8), Stored.class);
        try (PageClient page = PageClient.join(base())) {
            page.say("{'type':'send','key':'k','account':'web','chat':{'kind':'private','id':'admin'},'user':'admin',"
                    + "'parts':[{'type':'image','media':'" + stored.id() + "'}]}");
            Media media = ((Segment.Image) ((MessageEvent) host.event()).segments().getFirst()).media();
            assertArrayEquals(bytes, Files.readAllBytes(Path.of(media.source())));
            assertEquals(media.source(), host.ability(FileResolution.class)
                    .resolve("image", media.platform()).source());
        }
        HttpResponse<byte[]> part = get("/chat/media/" + stored.id(), "Range", "bytes=2-3");
        assertEquals(206, part.statusCode());
        assertEquals("bytes 2-3/6", part.headers().firstValue("Content-Range").orElseThrow());
        assertArrayEquals(new byte[]{3, 4}, part.body());
        assertEquals(416, get("/chat/media/" + stored.id(), "Range", "bytes=9-").statusCode());
    }

    @Test
    void whatCouldRunInTheBrowserIsOnlyOfferedForDownload() throws Exception {
        for (String type : List.of("text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "application/pdf")) {
            host.send(OutboundMessage.to(Target.person("admin")).segments(new Segment.Image(
                    new ScriptedBot.Bytes("evil\"\r\n.html", type))).build());
        }
        try (PageClient page = PageClient.connect(base(), true)) {
            page.say("{'type':'hello'}");
            Frame account = page.await(frame -> frame.type().equals("account"));
            assertEquals(5, account.messages().size());
            for (var message : account.messages()) {
                HttpResponse<byte[]> answer = get("/chat/media/" + message.parts().getFirst().media(), "Accept", "*/*");
                assertEquals("application/octet-stream", answer.headers().firstValue("Content-Type").orElseThrow());
                assertTrue(answer.headers().firstValue("Content-Disposition").orElseThrow().startsWith("attachment"));
                assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
            }
        }
    }

    @Test
    void uploadsThatAreTooLargeOrForeignAreRefused() throws Exception {
        assertEquals(413, upload("name=big&size=3000000", new byte[1], 0, 1).statusCode());
        HttpResponse<Void> login = http.send(HttpRequest.newBuilder(host.loginLink("/chat/")).build(),
                HttpResponse.BodyHandlers.discarding());
        HttpRequest foreign = HttpRequest.newBuilder(base().resolve("/chat/upload?name=a"))
                .header("Cookie", login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0])
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1])).build();
        assertEquals(403, http.send(foreign, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void groupsAreRuledByTheBot() throws Exception {
        try (PageClient page = PageClient.join(base())) {
            page.say("{'type':'group','key':'g','account':'web','id':'team','name':'Team','members':['admin','bob']}");
            page.await(frame -> frame.type().equals("done"));
            assertEquals(EventNames.GROUP_MEMBER_JOIN, ((NoticeEvent) host.event()).details().name());
            assertEquals(List.of("admin", "bob"), members());
            GroupAdministration rule = host.ability(GroupAdministration.class);
            rule.ban("team", "bob", Duration.ofMinutes(5));
            String talk = "{'type':'send','key':'k','account':'web','chat':{'kind':'group','id':'team'},'user':'bob',"
                    + "'parts':[{'type':'text','text':'x'}]}";
            page.say(talk);
            assertEquals("bob is silenced in this group", page.await(frame -> frame.type().equals("error")).text());
            rule.kick("team", "bob");
            assertEquals(List.of("admin"), members());
            assertThrows(AdapterException.class, () -> rule.kick("team", "bob"));
            assertThrows(AdapterException.class, () -> rule.kick("nowhere", "bob"));
        }
    }

    @Test
    void aRecallByItsUserIsAnEvent() throws Exception {
        try (PageClient page = PageClient.join(base())) {
            page.say("{'type':'send','key':'k1','account':'web','chat':{'kind':'private','id':'admin'},'user':'admin',"
                    + "'parts':[{'type':'text','text':'oops'}]}");
            String id = ((MessageEvent) host.event()).messageId();
            page.say("{'type':'recall','key':'k2','account':'web','id':'" + id + "'}");
            assertTrue(page.await(frame -> frame.message() != null && frame.message().recalled()).message().parts().isEmpty());
            InboundEvent event = host.event();
            assertEquals(id, ((NoticeEvent) event).details().data().get("message_id"));
        }
    }

    @Test
    void severalAccountsShareOnePage() throws Exception {
        try (PageClient page = PageClient.join(base());
                AdapterHarness second = account("second").beside(host).with("title", "Second").online()) {
            assertEquals("Second", page.await(frame -> frame.account().equals("second")).name());
            second.close();
            page.await(frame -> frame.type().equals("gone"));
        } catch (AdapterException ended) {
            throw new AssertionError("the first account's page must stay", ended);
        }
    }

    @Test
    void aPageOutlivesTheAccountThatTookIt() throws Exception {
        try (AdapterHarness second = account("second").beside(host).online();
                PageClient page = PageClient.join(base())) {
            host.stop();
            page.await(frame -> frame.type().equals("gone") && frame.account().equals("web"));
            String hello = "{'type':'send','key':'%s','account':'%s','chat':{'kind':'private','id':'admin'},'user':'admin',"
                    + "'parts':[{'type':'text','text':'hello'}]}";
            page.say(hello.formatted("k1", "second"));
            assertEquals("k1", page.await(frame -> frame.type().equals("done")).key());
            assertEquals("admin", ((MessageEvent) second.event()).chat().id());
            page.say(hello.formatted("k2", "web"));
            assertEquals("the account 'web' is not running", page.await(frame -> frame.type().equals("error")).text());
            host.connect();
            page.await(frame -> frame.type().equals("account") && frame.account().equals("web"));
            page.say(hello.formatted("k2", "web"));
            page.await(frame -> frame.type().equals("done") && frame.key().equals("k2"));
            assertEquals("admin", ((MessageEvent) host.event()).chat().id());
        }
    }

    @Test
    void anUploadGoesOnWhenTheAccountThatServedItEnds() throws Exception {
        try (AdapterHarness second = account("second").beside(host).online()) {
            byte[] bytes = {1, 2, 3, 4};
            assertEquals(202, upload("second", "id=u&name=a.png&offset=0&size=4", bytes, 0, 2).statusCode());
            host.stop();
            assertEquals(201, upload("second", "id=u&name=a.png&offset=2&size=4", bytes, 2, 4).statusCode());
            assertTrue(second.emitted().isEmpty());
        }
    }

    private List<String> members() throws InterruptedException {
        return host.ability(MemberListing.class).members("team", true).stream().map(Member::userId)
                .toList();
    }

    private HarnessBuilder account(String id) {
        return AdapterHarness.of(factory).account(id).folder(folder.resolve(id)).with("max_upload_mb", "2");
    }

    private URI base() {
        return host.address("http", "/");
    }

    private HttpResponse<byte[]> upload(String query, byte[] bytes, int from, int to) throws Exception {
        return upload("web", query, bytes, from, to);
    }

    private HttpResponse<byte[]> upload(String account, String query, byte[] bytes, int from, int to) throws Exception {
        return http.send(HttpRequest.newBuilder(base().resolve("/chat/upload?account=" + account + "&" + query))
                .header("Authorization", "Bearer " + AdapterHarness.OPERATOR_TOKEN).header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes, from, to - from)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path, String header, String value) throws Exception {
        return http.send(
                HttpRequest.newBuilder(base().resolve(path)).header("Authorization", "Bearer " + AdapterHarness.OPERATOR_TOKEN)
                        .header(header, value).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
