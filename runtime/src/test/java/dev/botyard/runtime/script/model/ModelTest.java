package dev.botyard.runtime.script.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.net.client.StreamedCalls;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModelTest {
    private static final StreamedCalls NO_STREAMS = (call, silence, sink) -> {
        throw new AssertionError("nobody asked for a stream");
    };
    private static final String KEY = "sk-very-secret";

    private ModelSettings settings = new ModelSettings("http://127.0.0.1:1/v1", KEY, "qwen", Duration.ofSeconds(60), 2, false);
    private final List<HttpCall> calls = new ArrayList<>();
    private HttpAnswer answer = answer(200, "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"}}]}");
    private final Model model = new Model(call -> {
        calls.add(call);
        return answer;
    }, NO_STREAMS, () -> settings, () -> Instant.EPOCH, () -> ZoneOffset.UTC);

    private static HttpAnswer answer(int status, String body) {
        return new HttpAnswer(status, Map.of("retry-after", List.of("7")), body.getBytes(StandardCharsets.UTF_8));
    }

    private ModelException failure() {
        return assertThrows(ModelException.class, () -> model.ask("", ModelQuestion.of("hi")));
    }

    private JsonNode sent() {
        return Json.MAPPER.readTree(calls.getLast().body());
    }

    @Test
    void theQuestionGoesOutAsTheInterfaceWantsIt() throws Exception {
        ModelQuestion question = new ModelQuestion(List.of(new ModelQuestion.Message("system", "be brief"),
                new ModelQuestion.Message("user", "say \"hi\" [CQ:at,qq=all]")), "", 0.2, 50, true, Duration.ofSeconds(3));
        assertEquals("hello", model.ask("qq:1", question));
        HttpCall call = calls.getFirst();
        assertEquals("http://127.0.0.1:1/v1/chat/completions", call.uri().toString());
        assertEquals("Bearer " + KEY, call.headers().get("Authorization"));
        assertEquals(Duration.ofSeconds(3), call.timeout());
        assertEquals(Json.MAPPER.readTree("""
                {"model": "qwen", "messages": [{"role": "system", "content": "be brief"},
                 {"role": "user", "content": "say \\"hi\\" [CQ:at,qq=all]"}],
                 "temperature": 0.2, "max_tokens": 50, "response_format": {"type": "json_object"}}"""), sent());
    }

    @Test
    void whatIsNotSaidIsLeftToTheModel() throws Exception {
        settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 2, false);
        model.ask("", new ModelQuestion(List.of(new ModelQuestion.Message("user", "hi")), "other", null, 0, false, null));
        assertEquals(Json.MAPPER.readTree("{\"model\":\"other\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"), sent());
        assertFalse(calls.getFirst().headers().containsKey("Authorization"));
        assertEquals(Duration.ofSeconds(60), calls.getFirst().timeout());
    }

    @Test
    void withoutAModelNobodyIsAsked() {
        settings = new ModelSettings("", "", "", Duration.ofSeconds(60), 2, false);
        ModelException failure = failure();
        assertEquals(ModelException.Reason.NO_MODEL, failure.reason());
        assertEquals("no language model is set up; set ai.url and ai.model in botyard.yaml", failure.getMessage());
        assertEquals(List.of(), calls);
    }

    @Test
    void aPersonWhoHasAskedOftenIsNotAskedFor() throws Exception {
        model.ask("qq:1", ModelQuestion.of("a"));
        model.ask("qq:1", ModelQuestion.of("b"));
        ModelException failure = assertThrows(ModelException.class, () -> model.ask("qq:1", ModelQuestion.of("c")));
        assertEquals(ModelException.Reason.RATE_LIMITED, failure.reason());
        assertTrue(failure.getMessage().startsWith("qq:1 has asked the model 2 times today"), failure::getMessage);
        assertEquals(2, calls.size());
        assertEquals("hello", model.ask("", ModelQuestion.of("of a schedule")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"401|REFUSED|refuses ai.key", "403|REFUSED|refuses ai.key",
        "404|REFUSED|compare ai.url and ai.model",
        "429|RATE_LIMITED|wants a pause of 7 s", "400|REFUSED|gives no answer", "500|FAILED|gives no answer"})
    void aRefusalSaysWhatToDo(int status, ModelException.Reason reason, String part) {
        answer = answer(status, "{\"error\":{\"message\":\"no\\n  luck\"}}");
        ModelException failure = failure();
        assertEquals(reason, failure.reason());
        assertTrue(failure.getMessage().contains(part), failure::getMessage);
        assertTrue(failure.getMessage().endsWith("http://127.0.0.1:1/v1 answers HTTP " + status + ": no luck"),
                failure::getMessage);
    }

    @Test
    void theKeyIsInNoSentence() {
        answer = answer(401, "{\"error\":\"Incorrect API key provided: " + KEY + "\"}");
        assertTrue(failure().getMessage().endsWith("Incorrect API key provided: …"));
        assertFalse(settings.toString().contains(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"choices\":[]}", "{\"choices\":[{\"message\":{\"content\":null}}]}",
        "{\"choices\":7}"})
    void whatIsNoAnswerIsSaid(String body) {
        answer = answer(200, body);
        assertTrue(failure().getMessage().contains("holds no text at choices[0].message.content"));
    }

    @Test
    void anEndpointThatIsNotThereIsSaid() {
        Model dead = new Model(call -> {
            throw new AdapterException(ErrorKind.COMMUNICATION, "POST 127.0.0.1:1/v1/chat/completions was not sent: refused");
        }, NO_STREAMS, () -> settings, () -> Instant.EPOCH, () -> ZoneOffset.UTC);
        ModelException failure = assertThrows(ModelException.class, () -> dead.ask("", ModelQuestion.of("hi")));
        assertEquals(ModelException.Reason.FAILED, failure.reason());
        assertTrue(failure.getMessage().endsWith("was not sent: refused"), failure::getMessage);
    }
}
