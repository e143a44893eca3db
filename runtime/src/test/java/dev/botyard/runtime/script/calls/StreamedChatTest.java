package dev.botyard.runtime.script.calls;

import static dev.botyard.runtime.script.calls.CallBench.ask;
import static dev.botyard.runtime.script.calls.CallBench.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.api.transport.HttpAnswer;
import dev.botyard.runtime.Patience;
import dev.botyard.runtime.config.HostSettings.ModelSettings;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.border.Incoming;
import dev.botyard.runtime.message.outbound.GrowingReplies;
import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.net.client.StreamedCalls;
import dev.botyard.runtime.script.model.Model;
import dev.botyard.runtime.script.plugin.Run;
import dev.botyard.runtime.script.plugin.RunContext;
import dev.botyard.runtime.script.plugin.Scripts;
import dev.botyard.runtime.script.worker.RunResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An answer of a model that people see grow in the chat of the run.
class StreamedChatTest {
    private static final String QUESTION = "{\"messages\":\"hi\",\"options\":{\"stream\":true}}";

    private final Run run = CallBench.run();
    private CallBench bench;
    private ModelCalls calls;
    private Gateway gateway;
    private volatile StreamedCalls endpoint;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        bench = new CallBench(folder);
        ModelSettings settings = new ModelSettings("http://127.0.0.1:1/v1", "", "qwen", Duration.ofSeconds(60), 9, false);
        Model model = new Model(_ -> new HttpAnswer(200, Map.of(),
                "{\"choices\":[{\"message\":{\"content\":\"in one piece\"}}]}".getBytes(StandardCharsets.UTF_8)),
                (call, silence, sink) -> endpoint.send(call, silence, sink), () -> settings, () -> Instant.EPOCH,
                () -> ZoneOffset.UTC);
        calls = new ModelCalls(model, new GrowingReplies(bench.dispatcher, bench.supervisor, Ticker.system()));
        gateway = new Gateway(calls);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private static byte[] said(String text) {
        return ("data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private List<String> done() {
        return bench.platform.done;
    }

    @Test
    void peopleSeeOneMessageGrowAndTheScriptGetsAll() throws Exception {
        endpoint = (call, silence, sink) -> {
            try {
                sink.head(200, Map.of("content-type", List.of("text/event-stream")));
                sink.bytes(said("[CQ:at,qq=all]"));
                Patience.await().until(() -> done().size() == 1);
                sink.bytes(said(" 你好"));
                Patience.await().until(() -> done().size() == 2);
                sink.bytes(said("!"));
                sink.bytes("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        };
        String answer = ask(gateway, run, "chat", QUESTION).stringValue();
        assertEquals(Incoming.text("[CQ:at,qq=all] 你好!"), answer);
        assertEquals(List.of("bot sends group 700 [Text[text=[CQ:at,qq=all]]]", "edit m1 of 700 to [CQ:at,qq=all] 你好",
                "edit m1 of 700 to [CQ:at,qq=all] 你好!"), done());
        assertEquals(List.of(), run.report().notes());
    }

    @Test
    void whatCameBeforeAFailureIsShownAndTheScriptIsTold() throws Exception {
        endpoint = (call, silence, sink) -> {
            try {
                sink.head(200, Map.of());
                sink.bytes(said("half"));
                sink.bytes("data: {\"error\":{\"message\":\"overloaded\"}}\n\n".getBytes(StandardCharsets.UTF_8));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        };
        assertEquals("model_failed: the language model broke off after 4 characters; http://127.0.0.1:1/v1 says: overloaded",
                refusal(gateway, run, "chat", QUESTION));
        assertEquals(List.of("bot sends group 700 [Text[text=half]]"), done());
    }

    @Test
    void theEndOfTheRunIsTheEndOfTheStream() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        endpoint = (call, silence, sink) -> {
            listening.countDown();
            new CountDownLatch(1).await();
        };
        Thread ending = Thread.startVirtualThread(() -> {
            try {
                listening.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            run.finished(RunResult.cancelled("stopped"));
            calls.ended(run);
        });
        assertTrue(refusal(gateway, run, "chat", QUESTION).startsWith("cancelled: the run has ended"));
        ending.join();
        assertEquals(List.of(), done());
        assertTrue(refusal(gateway, run, "chat", QUESTION).startsWith("cancelled: "), "a call that comes too late asks nobody");
    }

    @Test
    void aRunWithoutAChatGetsItsAnswerAndALineInItsLog() throws Exception {
        Run schedule = Scripts.run(Scripts.plugin("tea.py"), RunContext.without(Trigger.CRON, ""));
        assertEquals("in one piece", ask(gateway, schedule, "chat", QUESTION).stringValue());
        assertEquals(List.of("chat shows its answer to nobody, because a cron run has no chat"), schedule.report().notes());
    }
}
