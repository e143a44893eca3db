package dev.botyard.adapters.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.Judge;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestMedia;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mail server that others wrote takes what the adapter sends, encrypted in both ways and with both logins, and reads it as it was meant.
class SmtpServerIT {
    private static final String TEXT = "Grüße,\n.a dot\n..two\n世界 🎉";

    @TempDir
    Path folder;

    @TempDir
    Path keys;

    private Judge start(LocalCertificate certificate, String tls, String method) throws Exception {
        return Judge.start("smtp", SmtpServerIT.class, "smtp.mjs", folder,
                Map.of("TLS", tls, "METHOD", method, "KEY", certificate.key(),
                        "CERTIFICATE", certificate.certificate(), "MAIL_USER", MailServer.USER, "MAIL_PASSWORD",
                        MailServer.PASSWORD));
    }

    private static HarnessBuilder account(String port, String tls) {
        return AdapterHarness.of(new NotifyAdapterFactory()).settings("service", "email", "smtp_host", "localhost", "smtp_port",
                port,
                "smtp_tls", tls, "from", MailServer.USER, "from_name", "Bot 机器人", "password", MailServer.PASSWORD);
    }

    private static HarnessBuilder trusting(LocalCertificate certificate, HarnessBuilder account) throws Exception {
        SSLSocketFactory trusted = certificate.trusting();
        return account.madeBy(context -> new NotifyAdapter(context, NotifyConfig.of(context.config()), trusted));
    }

    @ParameterizedTest
    @CsvSource({"implicit,PLAIN", "starttls,LOGIN", "starttls,PLAIN", "implicit,LOGIN", "none,PLAIN"})
    void itReadsWhatWasSent(String tls, String method) throws Exception {
        LocalCertificate certificate = LocalCertificate.make(keys);
        try (Judge judge = start(certificate, tls, method);
                AdapterHarness host = trusting(certificate, account(judge.await("listening"), tls)).online()) {
            assertEquals(method + " " + !tls.equals("none"), judge.await("login"));
            host.send(OutboundMessage.to(Target.person("ann@people.example")).requestId("r-1").title("Bericht Ä, \"täglich\"")
                    .segments(new Segment.Text(TEXT), new Segment.File(TestMedia.local("bericht ä.txt", new byte[]{1, 2, 3})))
                    .timeout(Patience.SOON).build());
            assertEquals(MailServer.USER + " ann@people.example", judge.await("mail"));
            String raw = new String(Base64.getDecoder().decode(judge.await("raw")), StandardCharsets.US_ASCII);
            MailServer.Post post = new MailServer.Post("", "", raw);
            assertEquals(TEXT, post.text());
            assertTrue(post.header("Subject").startsWith("=?UTF-8?B?"), post.header("Subject"));
            assertTrue(raw.contains("AQID"), raw);

            host.send(Target.person("ann@people.example"), ".dot\n..two\nplain");
            judge.await("mail");
            raw = new String(Base64.getDecoder().decode(judge.await("raw")), StandardCharsets.US_ASCII);
            assertTrue(raw.endsWith("\r\n\r\n.dot\r\n..two\r\nplain\r\n"), raw);

            AdapterException refused = assertThrows(AdapterException.class,
                    () -> host.send(Target.person("nobody@people.example"), "x"));
            assertEquals(ErrorKind.UNREACHABLE_TARGET, refused.kind());
            host.send(Target.person("ann@people.example"), "after it");
            judge.await("mail");
            assertEquals(0, judge.end());
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        LocalCertificate certificate = LocalCertificate.make(keys);
        try (Judge judge = start(certificate, "implicit", "PLAIN");
                AdapterHarness host = trusting(certificate,
                        account(judge.await("listening"), "implicit").with("password", "wrong")).start()) {
            assertEquals(ErrorKind.AUTHENTICATION, host.failure().kind());
        }
    }

    @ParameterizedTest
    @CsvSource({"implicit", "starttls"})
    void aCertificateThatNobodyTrustsEndsIt(String tls) throws Exception {
        LocalCertificate certificate = LocalCertificate.make(keys);
        try (Judge judge = start(certificate, tls, "PLAIN");
                AdapterHarness host = account(judge.await("listening"), tls).start()) {
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        }
    }

    @Test
    void aCertificateOfAnotherHostEndsIt() throws Exception {
        LocalCertificate certificate = LocalCertificate.make(keys);
        try (Judge judge = start(certificate, "implicit", "PLAIN");
                AdapterHarness host = trusting(certificate,
                        account(judge.await("listening"), "implicit").with("smtp_host", "127.0.0.1"))
                        .start()) {
            assertEquals(ErrorKind.COMMUNICATION, host.failure().kind());
        }
    }
}
