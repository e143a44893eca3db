package dev.botyard.runtime.script.tools;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.plugin.PluginBench;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the model is offered for Ann, what it may do, and where it ends. The endpoint is played: it gives its answers one after the other, the last one for ever.
class ModelToolsTest {
    private static final String SAYS = "{\"choices\":[{\"message\":{\"content\":\"here you are\"}}]}";

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<RunContext> runs = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private ModelSettings settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 100, true);
    private int status = 200;
    private java.util.concurrent.Callable<?> beforeAnswer = () -> "";
    private PluginBench bench;
    private ModelTools tools;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        bench = new PluginBench(home).obliging();
        bench.runner().listen(run -> runs.add(run.context()));
        Model model = new Model(call -> {
            asked.add(Json.MAPPER.readTree(call.body()));
            try {
                beforeAnswer.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            return new HttpAnswer(status, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
        }, (call, silence, sink) -> {}, () -> settings, () -> Instant.EPOCH, () -> ZoneOffset.UTC);
        tools = new ModelTools(model, () -> settings, bench.catalog(), bench.runner(), im -> im,
                message -> !message.event().chat().shared(), (to, text) -> said.add(to.user().id() + ": " + text));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private static String calls(String name, String arguments) {
        return Json.MAPPER.createObjectNode().set("choices", Json.MAPPER.createArrayNode().add(Json.MAPPER.createObjectNode()
                .set("message", Json.MAPPER.createObjectNode().set("tool_calls", Json.MAPPER.createArrayNode().add(
                        Json.MAPPER.createObjectNode().put("id", "c1").set("function", Json.MAPPER.createObjectNode()
                                .put("name", name).put("arguments", arguments)))))))
                .toString();
    }

    private void say(String text) {
        InboundMessage message = Scripts.said(Chat.direct("ann"), "ann", text);
        tools.heard(message, Scripts.context(message));
    }

    private void talk() {
        say("is it raining");
        await().until(tools::quiet);
    }

    private String lastResult() {
        JsonNode messages = asked.getLast().path("messages");
        return messages.path(messages.size() - 1).path("content").asString("");
    }

    @Test
    void aPluginIsCalledAndTheModelSpeaksThen() throws Exception {
        bench.add("weather.py", "title: Weather", "ai: tells the weather of a city");
        answers.addAll(List.of(calls("plugin_1", "{\"text\":\"[CQ:at,qq=all]\"}"), SAYS));
        talk();
        assertEquals("Weather: tells the weather of a city",
                asked.getFirst().path("tools").path(0).path("function").path("description").asString(""));
        assertEquals("is it raining", asked.getFirst().path("messages").path(1).path("content").asString(""));
        assertEquals(List.of(Optional.of("[CQ:at,qq=all]")), runs.stream().map(RunContext::tool).toList());
        assertEquals("is it raining", runs.getFirst().message());
        assertEquals("c1", asked.getLast().path("messages").path(3).path("tool_call_id").asString(""));
        assertEquals(List.of("ann: here you are"), said);
    }

    @Test
    void onlyWhatThePersonMayFireIsOffered() throws Exception {
        bench.add("a.py", "ai: for masters", "admin: true");
        bench.add("b.py", "ai: elsewhere", "imtype: weixin");
        bench.add("c.py", "ai: switched off", "disable: true");
        bench.add("d.py", "ai: for others", "userid-: ann");
        bench.add("e.py", "rule: no tool");
        answers.add(SAYS);
        talk();
        assertEquals(List.of(), asked);
        bench.add("f.py", "ai: for all");
        answers.set(0, calls("plugin_2", "{\"text\":\"x\"}"));
        talk();
        assertEquals(1, asked.getFirst().path("tools").size());
        assertEquals("there is no such tool", lastResult());
        assertEquals(List.of(), runs);
    }

    @Test
    void aPluginThatIsSwitchedOffMeanwhileIsNotCalled() throws Exception {
        bench.add("a.py", "ai: tea");
        answers.addAll(List.of(calls("plugin_1", "{\"text\":\"x\"}"), SAYS));
        beforeAnswer = () -> bench.add("a.py", "ai: tea", "disable: true");
        talk();
        assertEquals("the tool cannot be called any more", lastResult());
        assertEquals(List.of(), runs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"plugin_1|not json|must be a JSON object", "plugin_1|[]|must be a JSON object",
        "plugin_1|{}|must be a JSON object", "a.py|{\"text\":\"x\"}|no such tool", "''|''|no such tool"})
    void aCallThatMakesNoSenseRunsNothing(String name, String arguments, String told) throws Exception {
        bench.add("a.py", "ai: tea");
        answers.addAll(List.of(calls(name, arguments), SAYS));
        talk();
        assertTrue(lastResult().contains(told), this::lastResult);
        assertEquals(List.of(), runs);
        assertEquals(List.of("ann: here you are"), said);
    }

    @Test
    void aModelThatCallsForEverIsLeft() throws Exception {
        bench.add("a.py", "ai: tea");
        answers.add(calls("plugin_1", "{\"text\":\"x\"}"));
        talk();
        assertEquals(Talk.MOST_QUESTIONS, asked.size());
        assertEquals(Talk.MOST_QUESTIONS, runs.size());
        assertEquals(List.of(), said);
    }

    @Test
    void theLimitOfAPersonHolds() throws Exception {
        settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 2, true);
        bench.add("a.py", "ai: tea");
        answers.add(calls("plugin_1", "{\"text\":\"x\"}"));
        talk();
        assertEquals(2, asked.size());
    }

    @ParameterizedTest
    @CsvSource({"429,{}", "500,x", "200,<html>", "200,'{\"choices\":[{\"message\":{\"tool_calls\":7}}]}'"})
    void anEndpointThatFailsIsNoAnswer(int code, String body) throws Exception {
        status = code;
        bench.add("a.py", "ai: tea");
        answers.add(body);
        talk();
        assertEquals(1, asked.size());
        assertEquals(List.of(), said);
    }

    @Test
    void nobodyIsAskedWhereItIsOffOrNobodySpeaksToTheBot() throws Exception {
        bench.add("a.py", "ai: tea");
        answers.add(SAYS);
        InboundMessage group = Scripts.said("is it raining");
        tools.heard(group, Scripts.context(group));
        say("");
        settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 2, false);
        say("is it raining");
        settings = new ModelSettings("", "", "", Duration.ofSeconds(60), 2, true);
        say("is it raining");
        assertTrue(tools.quiet());
        assertEquals(List.of(), asked);
        assertFalse(said.contains("here you are"));
    }
}
