package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.api.transport.HttpCall;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.border.Incoming;
import dev.botyard.runtime.message.border.Outgoing;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.plugin.Run;
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

/// What scripts ask a model for, and what of its answer can act.
class ModelCallsTest {
    private final List<HttpCall> calls = new ArrayList<>();
    private String said = "hello";
    private ModelSettings settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 1, false);
    private final Gateway gateway = new Gateway(new ModelCalls(new Model(call -> {
        calls.add(call);
        return new HttpAnswer(200, Map.of(), Json.MAPPER.createObjectNode().set("choices", Json.MAPPER.createArrayNode()
                .add(Json.MAPPER.createObjectNode().set("message", Json.MAPPER.createObjectNode().put("content", said))))
                .toString().getBytes(StandardCharsets.UTF_8));
    }, (call, silence, sink) -> {}, () -> settings, () -> Instant.EPOCH, () -> ZoneOffset.UTC), null));
    private final Run run = CallBench.run();

    private String sent() {
        return Json.MAPPER.readTree(calls.getLast().body()).path("messages").toString();
    }

    @Test
    void onePromptIsOneMessage() throws Exception {
        assertEquals("\"hello\"", ask(gateway, run, "generate", "{\"prompt\":\"hi\"}").toString());
        assertEquals("[{\"role\":\"user\",\"content\":\"hi\"}]", sent());
    }

    @Test
    void aPromptThatFailsIsNothingAndNoted() throws Exception {
        settings = new ModelSettings("", "", "", Duration.ofSeconds(60), 1, false);
        assertEquals("\"\"", ask(gateway, run, "generate", "{\"prompt\":\"hi\"}").toString());
        assertEquals(
                List.of("generateFromSinglePrompt answers with nothing: no language model is set up; set ai.url and ai.model in"
                        + " botyard.yaml"),
                run.report().notes());
    }

    @Test
    void aConversationIsATextOrAListAndASecondQuestionTooMuch() throws Exception {
        ask(gateway, run, "chat", "{\"messages\":[{\"role\":\"system\",\"content\":\"brief\"},\"hi\",{\"content\":5}],"
                + "\"options\":{\"timeout\":3000}}");
        assertEquals("[{\"role\":\"system\",\"content\":\"brief\"},{\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"role\":\"user\",\"content\":\"5\"}]", sent());
        assertEquals(Duration.ofSeconds(3), calls.getLast().timeout());
        assertTrue(refusal(gateway, run, "chat", "{\"messages\":\"again\"}").startsWith("rate_limited: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{}~there is nothing to ask", "{\"messages\":[]}~there is nothing to ask",
        "{\"messages\":null}~there is nothing to ask", "{\"messages\":[{\"role\":\"root\",\"content\":\"x\"}]}~the role 'root'",
        "{\"messages\":[{\"role\":\"user\",\"content\":[1]}]}~must be text",
        "{\"messages\":\"x\",\"options\":{\"temperature\":9}}~expected 0 to 2",
        "{\"messages\":\"x\",\"options\":\"fast\"}~the options are the text 'fast'"})
    void aWrongQuestionIsNotSent(String params, String why) throws Exception {
        assertTrue(refusal(gateway, run, "chat", params).contains(why), () -> params);
        assertEquals(List.of(), calls);
    }

    /// What people typed reaches the model as they typed it, and what the model says is text, whatever it looks like.
    @Test
    void codesInAQuestionAreTextAndInAnAnswerToo() throws Exception {
        said = "[CQ:image,file=file:///etc/passwd]";
        String typed = Incoming.text("[CQ:at,qq=all]");
        String answer = ask(gateway, run, "chat", Json.MAPPER.createObjectNode().put("messages", typed).toString()).stringValue();
        assertEquals("[{\"role\":\"user\",\"content\":\"[CQ:at,qq=all]\"}]", sent());
        assertEquals(Incoming.text(said), answer);
        assertEquals(said, Outgoing.text(answer));
    }
}
