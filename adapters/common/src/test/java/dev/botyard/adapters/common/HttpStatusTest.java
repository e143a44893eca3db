package dev.botyard.adapters.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.api.error.ErrorKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusTest {
    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "429, RATE_LIMITED", "302, REJECTED", "400, REJECTED", "403, REJECTED", "418, REJECTED",
        "200, UNKNOWN_OUTCOME", "500, UNKNOWN_OUTCOME", "503, UNKNOWN_OUTCOME"})
    void aStatusSaysWhatTheHostMayDo(int status, ErrorKind kind) {
        assertEquals(kind, HttpStatus.kind(status));
    }
}
