package dev.botyard.runtime.ops.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.runtime.net.http.HttpProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {
    /// Nothing about the parser's own switches, which say nothing to who sent the body.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "hello | the body is not JSON: line 1, column 1; expected one JSON object",
        "{'a':1 | the body is not JSON: line 1, column 7; expected one JSON object",
        "{'a':1}{} | the body is not JSON: line 1, column 8; expected one JSON object",
        "{'a':NaN} | the body is not JSON: line 1, column 9; expected one JSON object",
        "[1] | the body must be a JSON object"})
    void saysWhatIsWrongWithTheBody(String text, String sentence) {
        HttpProblem problem = assertThrows(HttpProblem.class,
                () -> Body.of(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertEquals("400 invalid_request " + sentence, problem.status() + " " + problem.code() + " " + problem.getMessage());
    }
}
