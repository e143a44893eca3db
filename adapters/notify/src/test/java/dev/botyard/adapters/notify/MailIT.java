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
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mail, beyond what the contract asks of every adapter.
class MailIT {
    private static final Target ANN = Target.person("ann@people.example");

    private final MailServer server = new MailServer();
    private AdapterHarness host;

    private HarnessBuilder account() {
        return AdapterHarness.of(new NotifyAdapterFactory()).settings("service", "email", "smtp_host", "127.0.0.1", "smtp_port",
                Integer.toString(server.port()), "smtp_tls", "none", "from", MailServer.USER, "from_name",
                "Bot\r\nBcc: evil@x.example",
                "password", MailServer.PASSWORD, "to", "default@people.example");
    }

    @AfterEach
    void close() throws InterruptedException {
        if (host != null) {
            host.close();
        }
        server.close();
    }

    private static OutboundMessage.Builder message(Segment... segments) {
        return OutboundMessage.to(ANN).requestId("r-1").segments(segments).timeout(Patience.SOON);
    }

    private AdapterException refusal(OutboundMessage message) {
        AdapterException refused = assertThrows(AdapterException.class, () -> host.send(message));
        assertFalse(refused.getMessage().contains(MailServer.PASSWORD), refused.getMessage());
        return refused;
    }

    @Test
    void aMailHasTheHeadsThatReadersNeed() throws Exception {
        host = account().online();
        Receipt receipt = host.send(message(new Segment.Text("hello\n.dots\n..stay")).title("Report").build());
        MailServer.Post post = server.posts.getLast();
        assertEquals("hello\n.dots\n..stay", post.text());
        assertEquals("Report", post.header("Subject"));
        assertEquals("auto-generated", post.header("Auto-Submitted"));
        assertEquals(List.of(post.header("Message-ID")), receipt.messageIds());
        assertTrue(post.header("Message-ID").endsWith("@bots.example>"), post.header("Message-ID"));
        assertEquals("bot@bots.example ann@people.example", post.from() + " " + post.to());
        assertEquals(List.of(), server.complaints);
    }

    @Test
    void aRetryHasTheSameMessageId() throws Exception {
        host = account().online();
        assertEquals(host.send(message(new Segment.Text("a")).build()).messageIds(),
                host.send(message(new Segment.Text("a")).build()).messageIds());
    }

    @Test
    void whatIsAttachedWithoutWordsIsTheSubject() throws Exception {
        host = account().online();
        host.send(message(new Segment.File(TestMedia.local("report 7", "x"))).build());
        assertEquals("report 7", server.posts.getLast().header("Subject"));
    }

    @Test
    void anAnswerSaysWhatItAnswers() throws Exception {
        host = account().online();
        host.send(message(new Segment.Text("yes")).inReplyTo("<question@people.example>").build());
        assertEquals("<question@people.example> auto-replied",
                server.posts.getLast().header("In-Reply-To") + " " + server.posts.getLast().header("Auto-Submitted"));
        host.send(message(new Segment.Text("yes")).inReplyTo("<x>\r\nBcc: <evil@x.example>").build());
        assertEquals("", server.posts.getLast().header("In-Reply-To") + server.posts.getLast().header("Bcc"));
    }

    @Test
    void nothingThatAScriptSaysMakesAHeader() throws Exception {
        host = account().with("targets", "list=all@people.example").online();
        String evil = "x\r\nBcc: evil@x.example\r\n\r\nbody\u2028Bcc: y\u0085Cc: z";
        host.send(message(new Segment.Text(evil)).title(evil).options(Map.of("priority", "high\r\nBcc: evil@x.example")).build());
        host.send(message(new Segment.Text("."), new Segment.File(TestMedia.local("a\"\r\nBcc: evil@x.example\r\n.txt", "x")))
                .title(evil).build());
        for (MailServer.Post post : server.posts) {
            assertEquals("", post.header("Bcc") + post.header("Cc"));
            assertEquals("ann@people.example", post.header("To"));
        }
        for (String target : List.of("a@b\r\nRCPT TO:<evil@x.example>", "a@b> <evil@x.example", "a@b,evil@x.example", "nobody",
                "")) {
            AdapterException refused = assertThrows(AdapterException.class,
                    () -> host.send(Target.person(target.isEmpty() ? "?" : target), "x"));
            assertEquals(ErrorKind.UNREACHABLE_TARGET, refused.kind());
        }
        assertEquals(List.of(), server.commands.stream().filter(line -> line.contains("evil")).toList());
        assertEquals(List.of(), server.complaints);
    }

    @Test
    void markdownComesAsHtmlTooAndMediaAreAttached() throws Exception {
        host = account().online();
        host.send(message(new Segment.Markdown("**Grüße**"), new Segment.Image(TestMedia.local("bild ä.png", "bytes"))).build());
        MailServer.Post post = server.posts.getLast();
        assertEquals("**Grüße**", post.text());
        assertTrue(post.mail().contains("filename*=UTF-8''bild%20%C3%A4.png"), post.mail());
        assertTrue(post.mail().contains("Content-Type: text/html"), post.mail());
        assertEquals(List.of(), server.complaints);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"RCPT|550 5.1.1 no such user|UNREACHABLE_TARGET",
        "RCPT|552 5.2.2 mailbox full|UNREACHABLE_TARGET",
        "RCPT|550 no such user|UNREACHABLE_TARGET", "RCPT|451 4.3.0 try later|COMMUNICATION",
        "RCPT|450 4.7.1 greylisted|RATE_LIMITED",
        "MAIL|550 5.7.1 not allowed|REJECTED", "MAIL|530 5.7.0 log in first|AUTHENTICATION",
        "MAIL|550 5.4.5 daily limit|QUOTA_EXHAUSTED",
        "MAIL|452 4.2.1 too much today|QUOTA_EXHAUSTED", "dot|552 5.3.4 too big|REJECTED", "dot|554 spam|REJECTED",
        "DATA|502 not here|UNSUPPORTED", "MAIL|421 4.7.0 too many connections|RATE_LIMITED", "dot|nonsense|UNKNOWN_OUTCOME"})
    void eachRefusalHasItsKind(String stage, String reply, ErrorKind kind) throws Exception {
        host = account().online();
        server.replies.put(stage, reply);
        assertEquals(kind, refusal(message(new Segment.Text("x")).build()).kind());
        server.replies.clear();
        host.send(ANN, "after it");
    }

    @Test
    void aServerThatDiesAfterTheDotLeavesAnUnknownOutcomeAndNothingIsSentAgain() throws Exception {
        host = account().online();
        server.dieAtDot = true;
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, refusal(message(new Segment.Text("x")).build()).kind());
        assertEquals(1, server.posts.size());
        server.dieAtDot = false;
        host.send(ANN, "after it");
        assertEquals(2, server.posts.size());
    }

    @Test
    void whatIsTooLargeForTheServerIsRefusedBeforeItIsSent() throws Exception {
        server.abilities = "250-mail.example\r\n250-SIZE 2000\r\n250 AUTH LOGIN";
        host = account().online();
        assertEquals(ErrorKind.MEDIA,
                refusal(message(new Segment.File(TestMedia.local("a.bin", new byte[3000]))).build()).kind());
        assertEquals(ErrorKind.REJECTED, refusal(message(new Segment.Text("x".repeat(3000))).build()).kind());
        assertEquals(List.of(), server.posts);
        host.send(ANN, "by AUTH LOGIN");
        assertEquals("by AUTH LOGIN", server.posts.getLast().text());
    }

    @Test
    void aServerWithoutStartTlsGetsNoPassword() throws Exception {
        host = account().with("smtp_tls", "starttls").start();
        AdapterException refused = host.failure();
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        assertTrue(refused.getMessage().contains("no STARTTLS"), refused.getMessage());
        assertFalse(server.commands.contains("AUTH PLAIN"));
    }

    @Test
    void aWrongPasswordIsNotShown() throws Exception {
        host = account().with("password", "wrong-password-9").start();
        AdapterException refused = host.failure();
        assertEquals(ErrorKind.AUTHENTICATION, refused.kind());
        assertFalse(refused.getMessage().contains("wrong-password"), refused.getMessage());
    }

    @Test
    void aPasswordInTheClearStaysOnThisMachine() {
        AdapterException refused = assertThrows(AdapterException.class,
                () -> account().with("smtp_host", "mail.example").start());
        assertEquals(ErrorKind.CONFIGURATION, refused.kind());
        assertTrue(refused.getMessage().contains("config.smtp_tls"), refused.getMessage());
    }
}
