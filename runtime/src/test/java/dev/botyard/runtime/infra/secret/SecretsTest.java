package dev.botyard.runtime.infra.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.botyard.runtime.infra.thread.Threads;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Secrets secrets = new Secrets();

    @Test
    void masksEveryOccurrence() {
        secrets.add("hunter22");
        assertEquals("a=***&b=*** ***", secrets.mask("a=hunter22&b=hunter22 hunter22"));
        String other = "nothing to hide";
        assertSame(other, secrets.mask(other));
    }

    @Test
    void masksTheLongestOfSecretsThatBeginAlike() {
        secrets.add("abcd");
        secrets.add("abcdefgh");
        assertEquals("*** ***x", secrets.mask("abcdefgh abcdx"));
    }

    @Test
    void masksSecretsInAddresses() {
        secrets.add("p@ss/word");
        assertEquals("ws://h?access_token=***", secrets.mask("ws://h?access_token=p%40ss%2Fword"));
    }

    @Test
    void leavesShortValuesAlone() {
        secrets.add("abc");
        secrets.add("");
        assertEquals("abc", secrets.mask("abc"));
    }

    @Test
    void takesSecretsFromManyThreads() {
        try (var threads = Threads.perTask("test-secrets")) {
            for (int index = 0; index < 1_000; index++) {
                String secret = "same-start-" + index + "-";
                threads.submit(() -> secrets.add(secret));
            }
        }
        for (int index = 0; index < 1_000; index++) {
            assertEquals("***", secrets.mask("same-start-" + index + "-"));
        }
    }

    /// Answers and events are JSON, in which quotes, backslashes and line feeds are spelled otherwise.
    @Test
    void masksSecretsAsJsonSpellsThem() {
        secrets.add("pa\"ss\\word\nnext");
        assertEquals("{\"text\":\"***\"}", secrets.mask("{\"text\":\"pa\\\"ss\\\\word\\nnext\"}"));
        assertEquals("***", secrets.mask("pa\"ss\\word\nnext"));
    }

    @Test
    void masksNothingOfNothing() {
        secrets.add("hunter22");
        assertNull(secrets.mask(null));
        assertEquals("", secrets.mask(""));
        assertEquals("hun", secrets.mask("hun"));
        assertEquals("hunter2", secrets.mask("hunter2"));
    }

    @Test
    void masksSecretsThatTouchAndThoseAtTheEdges() {
        secrets.add("abcd");
        secrets.add("  efgh\n");
        assertEquals("******", secrets.mask("abcdefgh"));
        assertEquals("***x***", secrets.mask("abcdxefgh"));
        assertEquals("aab***", secrets.mask("aababcd"));
    }

    @Test
    void neverShowsWhatItKnows() {
        secrets.add("hunter22");
        assertEquals("Secrets", secrets.toString());
    }
}
