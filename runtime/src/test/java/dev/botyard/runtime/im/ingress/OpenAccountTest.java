package dev.botyard.runtime.im.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What is said about an account that has no token.
class OpenAccountTest {

    @Test
    void theWarningSaysWhatIsDoneAboutItWhereTheHostListens() {
        assertEquals(
                "account a asks for no token, so whoever reaches this host can speak for it; only connections from this machine are"
                        + " taken: set a token in accounts/a.yaml and the same one in the program that connects",
                OpenAccount.warning("a", false, false));
        assertTrue(OpenAccount.warning("a", false, true).contains("or write 'allow_anybody: true' there"));
        assertTrue(OpenAccount.warning("a", true, true).endsWith("if that is not meant"));
        assertEquals(OpenAccount.warning("a", true, true), OpenAccount.warning("a", true, false));
    }

    @Test
    void theReasonOfAClosedSocketFitsIntoItsFrame() {
        for (int length : new int[]{1, 40, 64}) {
            String refusal = OpenAccount.refusal("a".repeat(length));
            assertTrue(refusal.getBytes(StandardCharsets.UTF_8).length <= 123, refusal);
            assertTrue(refusal.contains("has no token"), refusal);
        }
        assertEquals("account a has no token; set one in its file and here", OpenAccount.refusal("a"));
        assertEquals("the account has no token; set one in its file and here", OpenAccount.refusal("a".repeat(80)));
    }
}
