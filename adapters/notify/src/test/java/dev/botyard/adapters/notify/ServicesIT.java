package dev.botyard.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import dev.botyard.testkit.TestMedia;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The services by HTTP, beyond what the contract asks of every adapter.
class ServicesIT {
    private static final Target DEFAULT = Target.person("default");

    private final NotifyServer server = new NotifyServer();
    private AdapterHarness host;

    private HarnessBuilder account(String service) {
        String at = server.address().toString();
        HarnessBuilder account = AdapterHarness.of(new NotifyAdapterFactory()).settings("service", service, "url",
                service.equals("webhook") ? at + NotifyServer.HOOK : at, "key", switch (service) {
                    case "slack-webhook" -> "T01/B02/" + NotifyServer.KEY;
                    case "discord-webhook" -> "9007199254740993/" + NotifyServer.KEY;
                    default -> NotifyServer.KEY;
                });
        if (List.of("webhook", "dingtalk-robot", "feishu-robot").contains(service)) {
            account.with("sign_secret", NotifyServer.SIGN);
        }
        return service.equals("ntfy") ? account.with("to", "alerts") : account;
    }

    private void online(String service) throws InterruptedException {
        host = account(service).online();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
        server.close();
    }

    private static OutboundMessage message(Map<String, Object> options, Segment... segments) {
        return OutboundMessage.to(DEFAULT).requestId("r-1").title("Report\r\nof today").segments(segments).options(options)
                .timeout(Patience.SOON).build();
    }

    private AdapterException refusal(OutboundMessage message) {
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(message));
        assertFalse(refused.getMessage().contains("789secret"), refused.getMessage());
        return refused;
    }

    @ParameterizedTest
    @CsvSource({"bark,body,markdown", "ntfy,message,message", "gotify,message,message", "pushplus,content,content",
        "serverchan,desp,desp", "webhook,text,text", "dingtalk-robot,,", "feishu-robot,,", "slack-webhook,text,text",
        "discord-webhook,content,content"})
    void textAndMarkdownArriveAtEachService(String service, String text, String marked) throws Exception {
        online(service);
        host.send(message(Map.of(), new Segment.Text("Grüße 世界 🎉")));
        assertTrue(server.last().body().toString().contains("Grüße 世界 🎉"), server.last().body()::toString);
        if (text != null) {
            assertEquals("Grüße 世界 🎉", server.last().text(text));
        }
        Receipt receipt = host.send(message(Map.of(), new Segment.Markdown("**bold** <x>")));
        if (marked != null) {
            assertEquals(service.equals("slack-webhook") ? "bold &lt;x&gt;" : "**bold** <x>", server.last().text(marked));
        }
        boolean named = List.of("ntfy", "gotify", "pushplus", "serverchan", "webhook", "discord-webhook").contains(service);
        assertEquals(named, !receipt.messageIds().isEmpty());
        assertEquals(List.of(), server.complaints);
        assertFalse(host.profile().platformId().contains("secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "bark|400|{'code':400,'message':'failed to get device token: [tk_0123456789secret]'}|UNREACHABLE_TARGET",
        "bark|500|{'code':500,'message':'push failed: PayloadTooLarge'}|REJECTED",
        "bark|500|{'code':500,'message':'push failed: TooManyRequests'}|COMMUNICATION", "bark|418||AUTHENTICATION",
        "ntfy|429|{'code':42908,'http':429,'error':'daily message quota reached'}|QUOTA_EXHAUSTED",
        "ntfy|401|{'code':40101}|AUTHENTICATION",
        "ntfy|413|{'code':41301}|MEDIA", "ntfy|507|{'code':50701}|COMMUNICATION", "ntfy|200|<html>portal</html>|UNKNOWN_OUTCOME",
        "gotify|401|{'error':'Unauthorized','errorCode':401}|AUTHENTICATION", "gotify|400|{'error':'Bad Request'}|REJECTED",
        "gotify|200|<html>portal</html>|UNKNOWN_OUTCOME", "pushplus|200|{'code':903,'msg':'x'}|AUTHENTICATION",
        "pushplus|200|{'code':999,'msg':'x'}|REJECTED", "pushplus|200|{'code':600}|UNKNOWN_OUTCOME",
        "pushplus|200|<html>portal</html>|UNKNOWN_OUTCOME", "serverchan|400|{'code':40001,'message':'[AUTH]'}|AUTHENTICATION",
        "serverchan|200|{'code':20001}|QUOTA_EXHAUSTED", "serverchan|200|{'code':40000}|REJECTED",
        "webhook|404||UNREACHABLE_TARGET", "webhook|410||UNREACHABLE_TARGET", "webhook|403||REJECTED",
        "webhook|408||UNKNOWN_OUTCOME",
        "webhook|500||UNKNOWN_OUTCOME", "webhook|429||RATE_LIMITED", "dingtalk-robot|200|{'errcode':130101}|RATE_LIMITED",
        "dingtalk-robot|200|{'errcode':310000,'errmsg':'keywords not in content'}|REJECTED",
        "dingtalk-robot|200|{'errcode':300001}|AUTHENTICATION", "feishu-robot|200|{'code':11232}|RATE_LIMITED",
        "feishu-robot|200|{'code':19024}|REJECTED", "feishu-robot|200|<html>portal</html>|UNKNOWN_OUTCOME",
        "slack-webhook|404|no_service|UNREACHABLE_TARGET", "slack-webhook|200|<html>portal</html>|UNKNOWN_OUTCOME",
        "discord-webhook|404|{'code':10015,'message':'Unknown Webhook'}|UNREACHABLE_TARGET"})
    void eachRefusalHasItsKind(String service, int status, String body, ErrorKind kind) throws Exception {
        online(service);
        server.fault.set(NotifyServer.answer(status, body == null ? "" : body.replace('\'', '"')));
        assertEquals(kind, refusal(message(Map.of(), new Segment.Text("x"))).kind());
        assertEquals(1, server.all.size());
    }

    @Test
    void optionsGoWhereTheServiceHasThem() throws Exception {
        online("bark");
        Map<String, Object> options = Map.of("priority", "high", "sound", "bell", "icon", "https://x.example/i.png", "group", "g",
                "url",
                "https://x.example/", "tags", List.of("warning", "skull"));
        host.send(message(options, new Segment.Text("x")));
        assertEquals("timeSensitive bell g https://x.example/",
                server.last().text("level") + " " + server.last().text("sound") + " "
                        + server.last().text("group") + " " + server.last().text("url"));
        assertEquals("Report  of today", server.last().text("title"));
        host.close();
        online("ntfy");
        host.send(message(options, new Segment.Text("x")));
        assertEquals("4 [\"warning\",\"skull\"] https://x.example/",
                server.last().text("priority") + " " + server.last().text("tags")
                        + " " + server.last().text("click"));
        assertEquals(List.of(), server.complaints);
    }

    @Test
    void aTitleStandsForAnEmptyBodyAndTheFirstLineForAMissingTitle() throws Exception {
        online("gotify");
        host.send(message(Map.of(), new Segment.Text(" ")));
        assertEquals("Report\r\nof today", server.last().text("message"));
        host.close();
        online("serverchan");
        host.send(DEFAULT, "\nfirst line " + "x".repeat(40) + "\nsecond");
        assertEquals("first line " + "x".repeat(21), server.last().text("title"));
    }

    @Test
    void mediaAreNamedAndLinked() throws Exception {
        online("ntfy");
        host.send(message(Map.of(), new Segment.Text("look"), new Segment.Image(TestMedia.local("a.png", "bytes"))));
        assertEquals("look\na.png: http://host/media/a.png?sig=secret\n", server.last().text("message"));
        assertEquals("http://host/media/a.png?sig=secret", server.last().text("attach"));
        host.send(message(Map.of(), new Segment.File(TestMedia.remote("https://x.example/f.zip", "bytes"))));
        assertEquals("https://x.example/f.zip", server.last().text("attach"));
    }

    @Test
    void aLinkThatNobodyElseCanReadIsRefusedBeforeTheWire() throws Exception {
        online("ntfy");
        AdapterException refused = refusal(
                message(Map.of(), new Segment.File(TestMedia.remote("http://127.0.0.1:8200/media/x", "bytes"))));
        assertEquals(ErrorKind.MEDIA, refused.kind());
        assertTrue(refused.getMessage().contains("set public_url"), refused.getMessage());
        assertEquals(List.of(), server.all);
    }

    @Test
    void longTextIsSentInNumberedPieces() throws Exception {
        online("ntfy");
        String line = "世".repeat(99) + "\n";
        Receipt receipt = host.send(DEFAULT, line.repeat(30));
        assertEquals(3, receipt.messageIds().size());
        assertEquals(List.of("(1/3) ", "(2/3) ", "(3/3) "),
                server.all.stream().map(said -> said.text("message").substring(0, 6)).toList());
        assertEquals(line.repeat(30),
                String.join("", server.all.stream().map(said -> said.text("message").substring(6)).toList()));
        assertEquals(ErrorKind.REJECTED, refusal(message(Map.of(), new Segment.Text(line.repeat(900)))).kind());
        assertEquals(List.of(), server.complaints);
    }

    @Test
    void aRedirectIsShownWithoutItsPath() throws Exception {
        online("webhook");
        server.fault.set(NotifyServer.answer(301, "", Map.of("Location", "https://elsewhere.example/hook/secret")));
        AdapterException refused = refusal(message(Map.of(), new Segment.Text("x")));
        assertEquals(ErrorKind.COMMUNICATION, refused.kind());
        assertTrue(refused.getMessage().contains("https://elsewhere.example"), refused.getMessage());
    }

    @Test
    void aDateToWaitUntilIsUnderstood() throws Exception {
        TestClock clock = new TestClock(Instant.parse("2026-11-28T12:00:00Z"));
        host = account("webhook").clock(clock).online();
        String date = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
                .format(clock.instant().plusSeconds(90).atOffset(java.time.ZoneOffset.UTC));
        server.fault.set(NotifyServer.answer(503, "", Map.of("Retry-After", date)));
        AdapterException refused = refusal(message(Map.of(), new Segment.Text("x")));
        assertEquals(ErrorKind.RATE_LIMITED, refused.kind());
        assertTrue(refused.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(88)) > 0);
    }

    @Test
    void pushplusIsLeftAloneUntilTomorrow() throws Exception {
        MemoryStore store = new MemoryStore();
        host = account("pushplus").store(store).online();
        server.fault.set(NotifyServer.answer(200, "{\"code\":900,\"msg\":\"用户账号使用受限\"}"));
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, refusal(message(Map.of(), new Segment.Text("x"))).kind());
        server.fault.set(null);
        AdapterException refused = refusal(message(Map.of(), new Segment.Text("x")));
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, refused.kind());
        assertTrue(refused.getMessage().contains("16:00:00Z"), refused.getMessage());
        assertEquals(1, server.all.size());
        store.put("rests-until", Instant.EPOCH.toString());
        host.send(message(Map.of(), new Segment.Text("x")));
        assertEquals(2, server.all.size());
    }

    @Test
    void aRobotIsNotAskedMoreThanItAllows() throws Exception {
        host = account("dingtalk-robot").clock(new TestClock(Instant.parse("2026-11-28T12:00:00Z"))).online();
        for (int i = 0; i < 20; i++) {
            host.send(DEFAULT, "x");
        }
        assertEquals(ErrorKind.RATE_LIMITED, refusal(OutboundMessage.to(DEFAULT).requestId("r").segments(new Segment.Text("x"))
                .timeout(Duration.ofSeconds(1)).build()).kind());
        assertEquals(20, server.all.size());
    }

    @Test
    void aKeyThatWasTakenBackShowsAtTheNextProbe() throws Exception {
        host = account("ntfy").with("probe", "50ms").online();
        server.refuses = true;
        assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
    }

    @Test
    void aRefusedKeyTellsThatTheLoginIsGone() throws Exception {
        online("gotify");
        server.fault.set(NotifyServer.answer(401, "{\"error\":\"Unauthorized\"}"));
        refusal(message(Map.of(), new Segment.Text("x")));
        host.state("lost");
    }

    @Test
    void targetsHaveNames() throws Exception {
        host = account("ntfy").with("targets", "ops = ops-alerts", "ann=ann_1").online();
        host.send(Target.group("ops"), "x");
        assertEquals("ops-alerts", server.last().text("topic"));
        host.send(Target.person("ann"), "x");
        assertEquals("ann_1", server.last().text("topic"));
        host.send(Target.group("raw-topic"), "x");
        assertEquals("raw-topic", server.last().text("topic"));
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(Target.group("no topic!"), "x"));
        assertEquals(ErrorKind.UNREACHABLE_TARGET, refused.kind());
        assertEquals(3, server.all.size());
    }

    @Test
    void accountsThatDifferHaveOtherIds() throws Exception {
        online("ntfy");
        String first = host.profile().platformId();
        host.close();
        host = account("ntfy").with("to", "others").online();
        assertFalse(host.profile().platformId().equals(first));
        assertTrue(IntStream.of(first.length()).allMatch(length -> length == "ntfy-".length() + 12));
    }

    @ParameterizedTest
    @CsvSource({"bark", "gotify", "dingtalk-robot"})
    void whatIsMissingIsNamed(String service) {
        AdapterException refused = assertThrows(AdapterException.class,
                () -> AdapterHarness.of(new NotifyAdapterFactory()).settings("service", service).start());
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        assertTrue(refused.getMessage().contains("config.key"), refused.getMessage());
    }
}
