package dev.botyard.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How mistyped and differently spelled names are understood.
class NearestTest {
    private static final List<String> KNOWN = List.of("accounts", "adapters", "push", "timeout_text_ms", "backup");

    @ParameterizedTest
    @CsvSource({"acounts, accounts", "acconuts, accounts", "ACCOUNTS, accounts", "pusch, push", "psuh, push", "pus, push",
        "timeout-text-ms, timeout_text_ms", "adapter, adapters", "bac, backup"})
    void theNearestIsGuessed(String typed, String meant) {
        assertEquals(" Did you mean '" + meant + "'?", Nearest.hint(typed, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "ba", "zzzzzz", "accidental", "pull request"})
    void nothingIsGuessedOfWhatIsFar(String typed) {
        assertEquals("", Nearest.hint(typed, KNOWN));
    }

    @Test
    void amongNothingNothingIsGuessed() {
        assertEquals("", Nearest.hint("push", List.of()));
        assertEquals(" There is none yet.", Nearest.choices("push", List.of()));
    }

    @Test
    void theChoicesAreNamedInOrderAndNotWithoutEnd() {
        assertEquals(" There is only push.", Nearest.choices("zzzz", List.of("push")));
        assertEquals(" Did you mean 'b'? There are a, b, c.", Nearest.choices("B", List.of("c", "a", "b")));
        List<String> many = IntStream.range(10, 30).mapToObj(n -> "account-" + n).toList();
        assertTrue(Nearest.choices("zzzz", many).endsWith("account-20, account-21 and 8 more."),
                () -> Nearest.choices("zzzz", many));
    }

    /// What somebody sends may be as long as a request may be.
    @Test
    void aWordOfAnyLengthIsAnsweredAtOnce() {
        String typed = "x".repeat(4 << 20);
        assertEquals("", assertTimeoutPreemptively(Patience.SOON, () -> Nearest.hint(typed, KNOWN)));
    }

    @ParameterizedTest
    @CsvSource({"qq, qq", "' QQ ', qq", "wx, weixin", "WX, weixin", "'', ''", "tb, tb"})
    void anImTypeIsSpelledInAnyCaseOrByItsAlias(String typed, String canonical) {
        assertEquals(canonical, ImTypes.canonical(Map.of("wx", "weixin"), typed));
    }
}
