package dev.botyard.runtime.infra.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
