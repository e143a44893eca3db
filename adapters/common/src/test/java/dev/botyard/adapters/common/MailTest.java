package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
    private static String written(String name, String subject, String text) {
        return new String(
                Mail.of(new Mail.Draft("k", "bot@b.example", name, "ann@p.example", subject, Instant.EPOCH, "", "", text, false,
                        List.of())).bytes(),
                StandardCharsets.US_ASCII);
    }

    @Test
    void plainTextStaysReadable() {
        assertTrue(written("", "Report", "one\n.two").endsWith("Content-Transfer-Encoding: 7bit\r\n\r\none\r\n.two\r\n"));
    }

    @Test
    void longLinesAndOtherLettersAreEncoded() {
        for (String text : List.of("x".repeat(2000), "ä", "a\rb", "nul\0", "tab\t")) {
            String mail = written("", "s", text);
            assertTrue(mail.contains("Content-Transfer-Encoding: base64"), mail);
            assertTrue(mail.lines().allMatch(line -> line.length() <= 76), mail);
        }
    }

    @Test
    void aLongSubjectIsFoldedIntoWordsOfSeventyFiveCharacters() {
        String mail = written("Ä", "世界".repeat(60), "x");
        assertTrue(mail.lines().filter(line -> line.contains("=?UTF-8?B?")).allMatch(line -> line.length() <= 84), mail);
        assertTrue(mail.contains("?=\r\n =?UTF-8?B?"), mail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: e@x.example", "a\nBcc: e@x.example", "a\rBcc: e@x.example", "a\u0085Bcc: e@x.example",
        "a\u2028Bcc: e@x.example", "a\0Bcc: e@x.example", "=?UTF-8?Q?=0D=0ABcc:?="})
    void noHeadIsEndedByWhatPeopleSay(String evil) {
        String mail = written(evil, evil, "x");
        assertFalse(mail.lines().anyMatch(line -> line.startsWith("Bcc")), mail);
        assertFalse(mail.contains("=0D=0A"), mail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "ann@", "@x", "a b@x", "a@b\r\nRCPT TO:<c@d>", "a@b>", "<a@b>", "a@b,c@d", "ä@x.example"})
    void whatIsNoAddressIsRefused(String address) {
        assertFalse(Mail.isAddress(address));
        Mail.Draft draft = new Mail.Draft("k", "bot@b.example", "", address, "s", Instant.EPOCH, "", "", "x", false, List.of());
        assertEquals(ErrorKind.UNREACHABLE_TARGET, assertThrows(AdapterException.class, () -> Mail.of(draft)).kind());
    }
}
