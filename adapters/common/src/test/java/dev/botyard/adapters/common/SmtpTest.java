package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"the login|535|5.7.8 no|AUTHENTICATION",
        "the login|454|4.7.0 too many logins|RATE_LIMITED",
        "the login|454|4.3.0 later|COMMUNICATION", "the login|501|5.5.2 odd|AUTHENTICATION",
        "MAIL FROM|421|4.3.2 closing|COMMUNICATION",
        "RCPT TO|550|5.7.1 policy|REJECTED", "RCPT TO|553|5.1.3 no address|UNREACHABLE_TARGET",
        "RCPT TO|551|elsewhere|UNREACHABLE_TARGET",
        "the mail|550|spam|REJECTED", "the mail with what is attached|552|5.3.4 too big|MEDIA",
        "the mail|552|5.2.3 too big|REJECTED",
        "DATA|503|5.5.1 order|UNSUPPORTED"})
    void eachReplyHasItsKind(String what, int code, String text, ErrorKind kind) {
        assertEquals(kind, Smtp.kind(what, code, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a#|a#.#", "x.y#.#.z#|x.y#..#..z#.#", ".#|..#.#", "..#|...#.#"})
    void dotsAtTheBeginOfALineAreDoubled(String mail, String sent) {
        byte[] bytes = mail.replace("#", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertEquals(sent.replace("#", "\r\n"), new String(Smtp.stuffed(bytes), StandardCharsets.US_ASCII));
    }

    @Test
    void theEndOfAMailIsALineOfItsOwn() {
        assertEquals("a\r\n.\r\n", new String(Smtp.stuffed(new byte[]{'a'}), StandardCharsets.US_ASCII));
    }
}
