package dev.botyard.adapters.wecom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.adapters.common.Json;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RefusalsTest {
    private static AdapterException refusal(String code, String words) {
        JsonNode answer = Json.parse("{\"errcode\":" + code + ",\"errmsg\":\"" + words + "\"}");
        return assertThrows(AdapterException.class, () -> Refusals.check("message/send", answer));
    }

    @ParameterizedTest
    @CsvSource({"40001,AUTHENTICATION", "40013,AUTHENTICATION", "40014,AUTHENTICATION", "41001,AUTHENTICATION",
        "42001,AUTHENTICATION",
        "40056,AUTHENTICATION", "93000,AUTHENTICATION", "60020,CONFIGURATION", "48002,REJECTED", "301002,REJECTED",
        "45009,RATE_LIMITED",
        "45033,RATE_LIMITED", "45011,RATE_LIMITED", "81013,UNREACHABLE_TARGET", "60111,UNREACHABLE_TARGET",
        "40003,UNREACHABLE_TARGET",
        "40031,UNREACHABLE_TARGET", "86001,UNREACHABLE_TARGET", "93006,UNREACHABLE_TARGET", "846608,WINDOW_CLOSED",
        "846609,COMMUNICATION",
        "40004,MEDIA", "40009,MEDIA", "45001,MEDIA", "45002,REJECTED", "40033,REJECTED", "40058,REJECTED", "44004,REJECTED",
        "41011,REJECTED",
        "-1,UNKNOWN_OUTCOME", "999999,REJECTED"})
    void eachCodeHasItsKind(String code, ErrorKind kind) {
        AdapterException refusal = refusal(code, "words");
        assertEquals(kind, refusal.kind());
        assertEquals(code, refusal.platformCode());
        assertTrue(refusal.getMessage().startsWith("message/send was refused with errcode " + code + ": words"),
                refusal.getMessage());
    }

    @Test
    void aQuotaOfADayIsNoLimitOfAMoment() {
        assertEquals(ErrorKind.QUOTA_EXHAUSTED, refusal("45009", "reach max api daily quota limit").kind());
    }

    @Test
    void longWordsAreCut() {
        assertTrue(refusal("40058", "x".repeat(5000)).getMessage().length() < 400);
    }

    @Test
    void successIsGivenBack() {
        for (String answer : new String[]{"{\"errcode\":0}", "{\"errcode\":\"0\"}", "{}"}) {
            JsonNode node = Json.parse(answer);
            assertSame(node, Refusals.check("message/send", node));
        }
    }
}
