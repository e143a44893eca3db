package dev.botyard.adapters.dingtalk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static AdapterException refusal(int status, String body) {
        return assertThrows(AdapterException.class, () -> Refusals.read("a call", answer(status, body)));
    }

    @ParameterizedTest
    @CsvSource({"401, InvalidAuthentication, AUTHENTICATION", "403, Forbidden.AccessDenied.QpsLimitForAppkeyAndApi, RATE_LIMITED",
        "403, Forbidden.AccessDenied.AccessTokenPermissionDenied, REJECTED",
        "400, invalidParameter.robotCode.auth, CONFIGURATION",
        "400, invalidParameter.openConversationId.invalid, UNREACHABLE_TARGET", "400, resource.not.found, UNREACHABLE_TARGET",
        "403, Forbidden.AccessDenied.ApiCallQuotaExceeded, QUOTA_EXHAUSTED", "503, ServiceUnavailable, UNKNOWN_OUTCOME",
        "400, invalidParameter.msgParam.invalid, REJECTED", "429, '', RATE_LIMITED"})
    void theNewApiRefusesInWords(int status, String code, ErrorKind kind) {
        assertEquals(kind, refusal(status, "{\"code\":\"" + code + "\",\"message\":\"no\"}").kind());
    }

    @ParameterizedTest
    @CsvSource({"40014, AUTHENTICATION", "42001, AUTHENTICATION", "88, RATE_LIMITED", "300001, WINDOW_CLOSED", "310000, REJECTED",
        "460101, REJECTED", "40006, MEDIA", "-1, UNKNOWN_OUTCOME"})
    void theOldApiRefusesInNumbersAndSaysOk(int code, ErrorKind kind) {
        AdapterException refusal = refusal(200, "{\"errcode\":" + code + ",\"errmsg\":\"no\"}");
        assertEquals(kind, refusal.kind());
        assertEquals(Integer.toString(code), refusal.platformCode());
    }

    @Test
    void aWebhookThatWasFloodedRestsForTenMinutes() {
        assertEquals(Optional.of(Duration.ofMinutes(10)), refusal(200, "{\"errcode\":130101}").retryAfter());
        assertEquals(Optional.of(Duration.ofSeconds(5)),
                refusal(200, "{\"status\":1111,\"wait\":5,\"punish\":\"deny\"}").retryAfter());
    }

    @Test
    void whatIsMissingIsNamed() {
        String message = refusal(403, "{\"code\":\"Forbidden.AccessDenied.AccessTokenPermissionDenied\",\"message\":\"no\","
                + "\"accessdenieddetail\":{\"requiredScopes\":[\"qyapi_robot_sendmsg\"]}}").getMessage();
        assertTrue(message.contains("权限管理") && message.contains("qyapi_robot_sendmsg"), message);
    }

    @Test
    void aPageInThePlaceOfAnAnswerLeavesTheOutcomeOpen() {
        assertEquals(ErrorKind.UNKNOWN_OUTCOME, refusal(200, "<html>").kind());
    }
}
