package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a worker says about its run, and what the host makes of it.
class WorkerTest {
    @TempDir
    private Path folder;
    private PlayedWorkers workers;
    private PlayedWorker worker;

    @BeforeEach
    void open() throws Exception {
        workers = new PlayedWorkers(folder, 1);
        worker = workers.join();
    }

    @AfterEach
    void close() throws IOException {
        workers.close();
    }

    private JsonNode begin(PlayedRun run) throws InterruptedException {
        workers.pool().submit(run);
        return worker.next("run.start");
    }

    private RunResult ended(String result) throws Exception {
        PlayedRun run = new PlayedRun("r");
        worker.answer(begin(run), Json.MAPPER.readTree(result));
        return run.result();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{\"status\":\"ok\",\"value\":\"tea\"}~tea", "{\"status\":\"ok\",\"value\":\"\"}~''",
        "{\"status\":\"ok\",\"value\":5}~5", "{\"status\":\"ok\",\"value\":{\"a\":[1]}}~{\"a\":[1]}"})
    void whatAScriptGivesIsText(String result, String value) throws Exception {
        assertEquals(value, ended(result).value());
    }

    @Test
    void whatAScriptDoesNotGiveIsNothing() throws Exception {
        assertNull(ended("{\"status\":\"ok\",\"value\":null,\"reusable\":true}").value());
        assertNull(ended("{\"status\":\"ok\"}").value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"{\"type\":\"ValueError\",\"message\":\"no tea\"}~ValueError: no tea",
        "{\"type\":\"KeyboardInterrupt\",\"message\":\"\"}~KeyboardInterrupt", "{\"message\":\"no tea\"}~no tea", "{}~''"})
    void aFailureIsToldInOneSentence(String error, String sentence) throws Exception {
        RunResult result = ended("{\"status\":\"error\",\"exit\":1,\"error\":" + error + "}");
        assertEquals(RunStatus.ERROR, result.status());
        assertEquals(sentence, result.error());
    }

    @Test
    void aModuleThatIsMissingIsToldWithWhatToDo() throws Exception {
        String error = "{\"type\":\"ModuleNotFoundError\",\"message\":\"No module named 'Crypto'\",\"module\":\"Crypto\"}";
        assertEquals("ModuleNotFoundError: No module named 'Crypto': add the package pycryptodome with 'botyard packages add pip"
                + " pycryptodome --plugin tea.py', or for all plugins without --plugin",
                RunResult.told(Json.MAPPER.readTree("{\"status\":\"error\",\"error\":" + error + "}"), "", "tea.py").error());
    }

    @Test
    void theScriptsOwnLinesGoWithTheFailure() throws Exception {
        assertEquals("", ended("{\"status\":\"ok\",\"reusable\":true}").traceback());
        assertEquals("line 3, in tea",
                ended("{\"status\":\"error\",\"error\":{\"type\":\"E\",\"traceback\":\"line 3, in tea\"}}").traceback());
    }

    @Test
    void anExitCodeThatSaysItFailedIsAFailure() throws Exception {
        RunResult result = ended("{\"status\":\"ok\",\"exit\":3}");
        assertEquals("ERROR 3 the script ended itself with the exit code 3, which says that it failed; 0 is a good end",
                result.status() + " " + result.exit() + " " + result.error());
    }

    @Test
    void anAnswerThatTheWorkerCouldNotGiveIsAFailure() throws Exception {
        PlayedRun run = new PlayedRun("r");
        JsonNode start = begin(run);
        worker.say(Map.of("jsonrpc", "2.0", "id", start.get("id"), "error", Map.of("code", -32603, "message", "no memory")));
        assertEquals("ERROR no memory", run.result().status() + " " + run.result().error());
    }

    @Test
    void callsAndOutputBelongToTheRunWhoseSecretTheyName() throws Exception {
        PlayedRun run = new PlayedRun("secret");
        JsonNode start = begin(run);
        assertEquals("reply", worker.ask("reply", Map.of("run", "secret")).path("result").path("called").stringValue());
        worker.inform("run.output", Map.of("run", "another", "stream", "stdout", "text", "not mine"));
        worker.inform("run.output", Map.of("run", "secret", "text", "mine"));
        worker.inform("run.output", Map.of("run", "secret", "stream", "stderr", "text", "too", "dropped", 7));
        worker.inform("nobody.knows", Map.of("run", "secret", "text", "?"));
        assertEquals("run_ended", code(worker.ask("reply", Map.of("run", "another"))));
        assertEquals("run_ended", code(worker.ask("reply", Map.of())));
        assertEquals(List.of("reply"), run.calls);
        assertEquals(List.of("stdout 0 mine", "stderr 7 too"), run.output);
        worker.answer(start, PlayedWorker.GOOD_END);
        run.result();
        assertEquals("run_ended", code(worker.ask("reply", Map.of("run", "secret"))), "it has ended");
        worker.inform("run.output", Map.of("run", "secret", "text", "late"));
        worker.ask("reply", Map.of());
        assertEquals(2, run.output.size());
    }

    private static String code(JsonNode answer) {
        return answer.path("error").path("data").path("code").stringValue("");
    }

    @Test
    void aCancelledRunIsAskedToEndOnceAndMayDoNothingMore() throws Exception {
        PlayedRun run = new PlayedRun("r");
        JsonNode start = begin(run);
        workers.pool().cancel(run, "an operator ended it");
        workers.pool().cancel(run, "again");
        JsonNode asked = worker.next("run.cancel").path("params");
        assertEquals("r an operator ended it", asked.path("run").stringValue() + " " + asked.path("reason").stringValue());
        JsonNode refused = worker.ask("reply", Map.of("run", "r"));
        assertEquals("cancelled an operator ended it", code(refused) + " " + refused.path("error").path("message").stringValue());
        worker.answer(start, PlayedWorker.GOOD_END);
        assertEquals("CANCELLED an operator ended it", run.result().status() + " " + run.result().error());
        assertEquals(List.of(), run.calls);
    }

    @Test
    void aCancelledRunLeavesNoTraceInTheNext() throws Exception {
        PlayedRun first = new PlayedRun("first");
        JsonNode start = begin(first);
        workers.pool().cancel(first, "enough");
        worker.next("run.cancel");
        worker.answer(start, PlayedWorker.GOOD_END);
        first.result();
        PlayedRun second = new PlayedRun("second");
        JsonNode again = begin(second);
        workers.pool().cancel(first, "it is over already");
        assertTrue(worker.ask("reply", Map.of("run", "second")).has("result"));
        worker.answer(again, PlayedWorker.GOOD_END);
        assertTrue(second.result().ok());
    }

    /// Of a run that it does not know yet a worker would forget that it is to end.
    @Test
    void aRunThatIsCancelledWhileItIsBeingBegunIsToldToItsWorkerFirst() throws Exception {
        PlayedRun run = new PlayedRun("r") {
            @Override
            public void started(Place where) {
                super.started(where);
                workers.pool().cancel(this, "nobody wants it");
            }
        };
        JsonNode start = begin(run);
        assertEquals("nobody wants it", worker.next("run.cancel").path("params").path("reason").stringValue());
        worker.answer(start, Map.of("status", "cancelled", "reusable", true));
        assertEquals("CANCELLED nobody wants it", run.result().status() + " " + run.result().error());
        assertTrue(worker.silent());
    }

    @Test
    void aRunOverItsTimeIsAskedToEndAndItsProcessKilledWhenItDoesNot() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        try (PlayedWorkers others = new PlayedWorkers(folder.resolve("others"), 1)) {
            PlayedWorker stubborn = others.join(process.pid());
            PlayedRun run = new PlayedRun("r").limit(Duration.ofMillis(1));
            others.pool().submit(run);
            stubborn.next("run.start");
            String reason = "the run was ended after its time limit of 0.001 s";
            assertEquals(reason, stubborn.next("run.cancel").path("params").path("reason").stringValue());
            assertEquals("KILLED " + reason, run.result().status() + " " + run.result().error());
            stubborn.awaitEnd();
            assertTrue(process.waitFor(dev.botyard.runtime.Patience.SECONDS, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsNotJsonEndsTheWorkerAndItsRun() throws Exception {
        PlayedRun run = new PlayedRun("r");
        begin(run);
        worker.write("tea, please");
        assertEquals(RunStatus.KILLED, run.result().status());
        worker.awaitEnd();
    }

    @Test
    void anAnswerThatNobodyAskedForIsPassedOver() throws Exception {
        PlayedRun run = new PlayedRun("r");
        JsonNode start = begin(run);
        worker.write("{\"jsonrpc\":\"2.0\",\"id\":99999,\"result\":{\"status\":\"ok\"}}");
        worker.write("[]");
        worker.write("");
        assertTrue(worker.ask("reply", Map.of("run", "r")).has("result"));
        assertFalse(run.over());
        worker.answer(start, PlayedWorker.GOOD_END);
        assertTrue(run.result().ok());
    }
}
