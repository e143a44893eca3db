package dev.botyard.runtime.script.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.client.StreamedCalls;
import dev.botyard.runtime.script.model.ModelException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An endpoint that is played, and what of its stream is taken for an answer.
class ModelStreamTest {
    private static final String KEY = "sk-very-secret";

    private final List<HttpCall> calls = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final ModelSettings settings = new ModelSettings("http://127.0.0.1:1/v1", KEY, "qwen", Duration.ofSeconds(60), 2,
            false);
    private int status = 200;
    private String type = "text/event-stream; charset=utf-8";
    private List<String> pieces = List.of();
    private AdapterException loss;
    private int taken;
    private Duration silence;
    private final Model model = new Model(call -> {
        throw new AssertionError("nobody asked for an answer in one piece");
    }, this::stream, () -> settings, () -> Instant.EPOCH, () -> ZoneOffset.UTC);

    private void stream(HttpCall call, Duration quiet, StreamedCalls.BodySink sink) {
        calls.add(call);
        silence = quiet;
        try {
            sink.head(status, Map.of("content-type", List.of(type), "retry-after", List.of("7")));
            for (String piece : pieces) {
                taken++;
                if (!sink.bytes(piece.getBytes(StandardCharsets.UTF_8))) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (loss != null) {
            throw loss;
        }
    }

    private static String said(String text) {
        return "data: " + Json.MAPPER.writeValueAsString(
                Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of("content", text))))) + "\n\n";
    }

    private String ask() throws InterruptedException {
        return model.stream("qq:1", ModelQuestion.of("hi"), words::add);
    }

    private ModelException failure() {
        return assertThrows(ModelException.class, this::ask);
    }

    @Test
    void wordsComeInOrderAndTheEndIsHeard() throws Exception {
        pieces = List.of("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
                said("Hel") + said("lo"),
                ": keep-alive\n\n", said(" 你"),
                "data: {\"choices\":[{\"delta\":{\"content\":null},\"finish_reason\":\"stop\"}]}\n\n",
                "data: {\"choices\":[],\"usage\":{\"total_tokens\":9}}\n\n", "data: [DONE]\n\n", said("never"));
        assertEquals("Hello 你", ask());
        assertEquals(List.of("Hel", "lo", " 你"), words);
        assertEquals(7, taken, "nothing is read after the end");
        assertTrue(Json.MAPPER.readTree(calls.getFirst().body()).path("stream").booleanValue());
        assertEquals("Bearer " + KEY, calls.getFirst().headers().get("Authorization"));
        assertEquals(Duration.ofSeconds(60), silence);
    }

    @Test
    void anEndThatIsOnlyReasonedIsAnEndEvenIfTheConnectionIsLost() throws Exception {
        pieces = List.of(said("all"), "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n");
        loss = new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "was sent, but: the peer closed the connection");
        assertEquals("all", ask());
    }

    @Test
    void anEndpointThatDoesNotStreamAnswersAllTheSame() throws Exception {
        type = "application/json";
        pieces = List.of("{\"choices\":[{\"message\":{\"con", "tent\":\"whole\"}}]}");
        assertEquals("whole", ask());
        assertEquals(List.of("whole"), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "data: {\"error\":{\"message\":\"overloaded " + KEY
                + "\"}}~broke off after 0 characters; http://127.0.0.1:1/v1 says: overloaded …",
        "event: error#data: {\"message\":\"no luck\"}~says: no luck", "data: {not json}~holds an event that is no JSON",
        "data: [DONE]~says nothing", "<html>hello</html>~holds no event of a chat completion", ": ping~holds no event"})
    void whatIsNoAnswerIsSaid(String body, String why) {
        pieces = List.of(body.replace('#', '\n') + "\n\n");
        ModelException failure = failure();
        assertEquals(Reason.FAILED, failure.reason());
        assertTrue(failure.getMessage().contains(why), failure::getMessage);
        assertFalse(failure.getMessage().contains(KEY), failure::getMessage);
    }

    @Test
    void anAnswerThatBreaksOffIsNoWholeOne() {
        pieces = List.of(said("half an answ"));
        assertEquals("the answer of http://127.0.0.1:1/v1 broke off after 12 characters", failure().getMessage());
        loss = new AdapterException(ErrorKind.UNKNOWN_OUTCOME, "POST x was sent, but: nothing came for 60000 ms");
        assertTrue(failure().getMessage().endsWith("nothing came for 60000 ms; 12 characters had come"));
        assertEquals(List.of("half an answ", "half an answ"), words, "what came was handed on");
    }

    @Test
    void anAnswerWithoutEndIsEnded() {
        pieces = java.util.Collections.nCopies(200, said("x".repeat(10_000)));
        assertTrue(failure().getMessage().contains("is longer than 1048576 characters"));
        assertTrue(taken < 200, "it is not read to its end");
    }

    @Test
    void aRefusalIsThatOfOtherQuestionsAndCountsLikeThem() {
        status = 429;
        type = "text/plain";
        pieces = List.of("{\"error\":\"busy\"}");
        assertTrue(failure().getMessage().contains("wants a pause of 7 s"));
        assertEquals(Reason.RATE_LIMITED, failure().reason());
        assertTrue(failure().getMessage().startsWith("qq:1 has asked the model 2 times today"));
        assertEquals(2, calls.size());
    }
}
