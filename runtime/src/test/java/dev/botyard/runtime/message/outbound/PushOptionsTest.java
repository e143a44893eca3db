package dev.botyard.runtime.message.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.im.account.ReceiptCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What scripts write into the options of a push.
class PushOptionsTest {

    private static PushOptions parse(String key, Object value) {
        Map<String, Object> options = new HashMap<>();
        options.put(key, value);
        return PushOptions.parse(options);
    }

    private static String refusal(String key, Object value) {
        PushException refused = assertThrows(PushException.class, () -> parse(key, value));
        assertEquals(ReceiptCode.INVALID_REQUEST, refused.code());
        return refused.getMessage();
    }

    @Test
    void withoutOptionsEverythingIsTheHosts() {
        assertEquals(new PushOptions("", null, false, "", "", "", 0, false, Duration.ZERO), PushOptions.parse(Map.of()));
    }

    @Test
    void anUnknownOptionIsTheAdaptersAffair() {
        assertEquals(PushOptions.parse(Map.of()), PushOptions.parse(Map.of("silent", List.of(1, 2))));
    }

    @Test
    void nullIsNotGiven() {
        for (String key : List.of("account_id", "failover", "strict", "filename", "mimeType", "caption", "timeout", "queue",
                "ttl")) {
            assertEquals(PushOptions.parse(Map.of()), parse(key, null), key);
        }
    }

    @Test
    void theFirstSpellingWithAValueNamesTheAccount() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("account", "last");
        options.put("accountID", " ops ");
        options.put("account_id", "");
        assertEquals("ops", PushOptions.parse(options).account());
    }

    @Test
    void anIdMayBeANumberAndFalseIsNone() {
        assertEquals("10001", parse("account_id", 10001L).account());
        assertEquals("", parse("account_id", false).account());
        assertEquals("options.account_id must be text", refusal("account_id", true));
        assertEquals("options.accountId must be text", refusal("accountId", List.of("ops")));
    }

    static List<Object> yes() {
        return List.of(true, 1, 2L, "true", "TRUE", "1", "yes", "On");
    }

    static List<Object> no() {
        return List.of(false, 0, "", "false", "False", "0", "no", "NO", "off");
    }

    @ParameterizedTest
    @MethodSource("yes")
    void aFlagIsSetByWhateverMeansYes(Object value) {
        assertEquals(List.of(true, true), List.of(parse("strict", value).strict(), parse("queue", value).queue()));
    }

    @ParameterizedTest
    @MethodSource("no")
    void aFlagIsNotSetByWhateverMeansNo(Object value) {
        assertEquals(List.of(false, false), List.of(parse("strict", value).strict(), parse("queue", value).queue()));
    }

    @Test
    void aFlagThatMeansNeitherIsRefused() {
        assertEquals("options.strict is 'perhaps'; it must be true or false", refusal("strict", "perhaps"));
        assertEquals("options.queue is '[]'; it must be true or false", refusal("queue", List.of()));
    }

    @Test
    void failoverIsAWordOrAFlagOrNotSaid() {
        assertEquals(true, parse("failover", "same-im").failover());
        assertEquals(true, parse("failover", true).failover());
        assertEquals(false, parse("failover", "strict").failover());
        assertEquals(false, parse("failover", false).failover());
        assertNull(parse("failover", "").failover());
        assertEquals("options.failover is 'any'; it must be 'strict' or 'same-im'", refusal("failover", "any"));
    }

    @Test
    void aTimeoutIsANumberOfMillisecondsAlsoAsText() {
        assertEquals(1500, parse("timeout", 1500).timeoutMs());
        assertEquals(1500, parse("timeout", 1500.9).timeoutMs());
        assertEquals(1500, parse("timeout", "1500").timeoutMs());
        assertEquals(0, parse("timeout", "").timeoutMs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5s", "-1", "1.5", " 5", "9999999999"})
    void aTimeoutThatIsNoNumberIsRefused(String value) {
        assertEquals("options.timeout is '" + value + "'; it must be a number of milliseconds", refusal("timeout", value));
        assertEquals("options.timeout is '-1'; it must be a number of milliseconds", refusal("timeout", -1));
    }

    @Test
    void howLongAPushMayWaitIsANumberOfSecondsUpToThirtyDays() {
        assertEquals(Duration.ofSeconds(60), parse("ttl", 60).ttl());
        assertEquals(Duration.ofSeconds(60), parse("ttl", "60").ttl());
        assertEquals(Duration.ofDays(30), parse("ttl", 2_592_000).ttl());
        assertEquals(Duration.ZERO, parse("ttl", "").ttl());
        for (Object wrong : List.of(0, -5, 2_592_001, 1.5, "1h", true)) {
            assertEquals("options.ttl is '" + wrong + "'; it must be a number of seconds, 1 to 2592000", refusal("ttl", wrong));
        }
    }

    @Test
    void throughOneAccountNobodyElseIsTried() {
        PushOptions through = PushOptions
                .parse(Map.of("account_id", "a", "failover", true, "caption", "hi", "queue", true, "ttl", 9))
                .through("b");
        assertEquals(new PushOptions("b", false, false, "", "", "hi", 0, true, Duration.ofSeconds(9)), through);
    }

    @Test
    void nullsAreTakenOutOnlyWhereThereAreSome() {
        Map<String, Object> clean = Map.of("a", 1);
        assertSame(clean, OptionValues.withoutNulls(clean));
        Map<String, Object> holed = new LinkedHashMap<>();
        holed.put("a", null);
        holed.put("b", 2);
        assertEquals(Map.of("b", 2), OptionValues.withoutNulls(holed));
        assertEquals(2, holed.size(), "what the script gave stays as it is");
    }
}
