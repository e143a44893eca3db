package dev.botyard.runtime.infra.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "Yes", "oN"})
    void someWordsSayYes(String word) {
        assertEquals(Optional.of(true), Truth.of(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "No", "oFf"})
    void someWordsSayNo(String word) {
        assertEquals(Optional.of(false), Truth.of(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " true", "2", "yes!", "ja", "是", "truee"})
    void anyOtherSaysNothing(String word) {
        assertEquals(Optional.empty(), Truth.of(word));
    }
}
