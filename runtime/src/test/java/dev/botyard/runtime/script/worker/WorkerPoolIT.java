package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.header.Language;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The pool with real Python workers.
@ParameterizedClass
@EnumSource(WorkerWay.class)
class WorkerPoolIT {
    private static final Path SDK = Path.of("..", "plugins", "sdk-python").toAbsolutePath().normalize();

    @Parameter
    WorkerWay way;
    @TempDir
    Path folder;
    private final Ticker ticker = Ticker.system();
    private final EventLoops loops = EventLoops.start(1, ticker);
    private WorkerServer server;
    private WorkerPool pool;
    private final AtomicReference<Map<String, String>> environment = new AtomicReference<>(Map.of());

    @BeforeEach
    void open() throws IOException {
        environment.set(way.environment());
        server = new WorkerServer(folder.resolve("run"), loops, way.transport);
        server.start();
        pool = new WorkerPool(
                new WorkerSettings(Language.PYTHON, List.of("python3", SDK.resolve("botyard_worker/__main__.py").toString()),
                        true, 8,
                        Duration.ofMinutes(1), 0, 262_144, folder, environment::get),
                server, ticker);
        pool.start();
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        server.close();
        loops.close();
        ticker.close();
    }

    @Test
    void aWorkerIsThereBeforeTheFirstRunAndIsTheOneThatHasIt() throws Exception {
        pool.standBy();
        pool.standBy();
        Patience.await().until(() -> pool.facts().idle() == 1);
        pool.standBy();
        ScriptRun run = script("print('here')\n");
        pool.submit(run);
        assertTrue(run.result().ok());
        assertEquals(1, pool.facts().workers());
    }

    @Test
    void answersCallsAndReportsTheEnd() throws Exception {
        ScriptRun run = script(
                "import middleware\ns = middleware.Sender(middleware.getSenderID())\nprint('hi', s.getMessage())\ns.reply('pong')\n");
        pool.submit(run);
        RunResult result = run.result();
        assertEquals(RunStatus.OK, result.status(), result::toString);
        assertEquals(List.of("reply"), run.methods);
        assertEquals("hi ping\n", String.join("", run.output));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whenMemoryRunsOutAWorkerIsEndedBeforeItsLauncherAndTheHost() throws Exception {
        assumeTrue(way != WorkerWay.BARE, "there is no launcher");
        ScriptRun asked = script("import os\n"
                + "for process in 'self', str(os.getppid()): print(open('/proc/%s/oom_score_adj' % process).read().strip())\n");
        pool.submit(asked);
        assertTrue(asked.result().ok());
        List<Integer> scores = String.join("", asked.output).lines().map(Integer::valueOf).toList();
        int host = KernelChoiceTest.score(ProcessHandle.current().pid());
        assumeTrue(host < 300, "everything here is ended early");
        assertTrue(scores.getFirst() > scores.getLast() && scores.getLast() > host, () -> scores + " and the host " + host);
    }

    @Test
    void usesAWarmWorkerAgainWithoutItsFormerGlobals() throws Exception {
        ScriptRun first = script("import os\nleft = 1\nprint(os.getpid())\n");
        pool.submit(first);
        first.result();
        ScriptRun second = script("import os\nprint(os.getpid())\nprint('left' in globals())\n");
        pool.submit(second);
        second.result();
        assertEquals(first.output.getFirst().strip() + "\nFalse\n", String.join("", second.output));
    }

    @Test
    void aRunThatKillsItsProcessHarmsNoOther() throws Exception {
        ScriptRun suicide = script("import os\nos.kill(os.getpid(), 9)\n");
        pool.submit(suicide);
        ScriptRun other = script("print('alive')\n");
        pool.submit(other);
        RunResult killed = suicide.result();
        assertEquals(RunStatus.KILLED, killed.status());
        assertTrue(killed.error().contains("signal 9"), killed::error);
        assertTrue(other.result().ok());
    }

    @Test
    void anEndlessLoopIsEndedAtItsLimitWhileOthersRun() throws Exception {
        ScriptRun loop = script("while True: pass\n");
        loop.limit = Duration.ofMillis(300);
        pool.submit(loop);
        ScriptRun other = script("print('alive')\n");
        pool.submit(other);
        assertTrue(other.result().ok());
        RunResult ended = loop.result();
        assertFalse(ended.ok());
        assertTrue(ended.error().contains("time limit"), ended::error);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRunThatComputesALotMakesWayAndItsProcessIsNotUsedAgain() throws Exception {
        ScriptRun busy = script("import os\nbefore = os.getpriority(os.PRIO_PROCESS, 0)\n"
                + "while os.getpriority(os.PRIO_PROCESS, 0) == before: pass\nprint(os.getpid(), before)\n");
        pool.submit(busy);
        assertTrue(busy.result().ok());
        ScriptRun next = script("import os\nprint(os.getpid(), os.getpriority(os.PRIO_PROCESS, 0))\n");
        pool.submit(next);
        assertTrue(next.result().ok());
        String[] lowered = busy.output.getFirst().strip().split(" ");
        String[] other = next.output.getFirst().strip().split(" ");
        assertEquals(lowered[1], other[1], "the priority that the tests themselves have");
        assertNotEquals(lowered[0], other[0]);
    }

    @Test
    void exceptionsCarryTheScriptsOwnLine() throws Exception {
        ScriptRun broken = script("x = 1\nraise ValueError('no tea')\n");
        pool.submit(broken);
        RunResult result = broken.result();
        assertEquals(RunStatus.ERROR, result.status());
        assertEquals("ValueError: no tea", result.error());
        assertTrue(result.traceback().contains("line 2"), result::traceback);
    }

    @Test
    void aMissingInterpreterIsNamed() throws Exception {
        try (WorkerPool none = new WorkerPool(
                new WorkerSettings(Language.PYTHON, List.of("no-such-python"), true, 2, Duration.ofMinutes(1), 0, 1000, folder,
                        System::getenv),
                server, ticker)) {
            ScriptRun run = script("pass\n");
            none.submit(run);
            assertTrue(run.result().error().contains("'no-such-python' cannot be run: there is no such program; install it"),
                    run.result()::error);
        }
    }

    @Test
    void aWorkerThatWasStartedWithAVariableWhichIsSecretNowIsReplaced() throws Exception {
        Map<String, String> variables = way.environment();
        variables.put("QQ_LOGIN", "hidden");
        environment.set(variables);
        String source = "import os\nprint(os.environ.get('QQ_LOGIN'), os.getpid())\n";
        ScriptRun first = script(source);
        pool.submit(first);
        assertTrue(first.result().ok());
        assertTrue(first.output.getFirst().startsWith("hidden "), first.output::toString);
        ScriptRun busy = script("import middleware\nmiddleware.Sender(middleware.getSenderID()).reply('x')\n");
        pool.submit(busy);
        environment.set(way.environment());

        for (int i = 0; i < 3; i++) {
            ScriptRun later = script(source);
            pool.submit(later);
            assertTrue(later.result().ok());
            assertTrue(later.output.getFirst().startsWith("None "), later.output::toString);
        }
        assertTrue(busy.result().ok());
    }

    @Test
    void manyRunsAllEnd() throws Exception {
        List<ScriptRun> runs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ScriptRun run = script("import middleware\nmiddleware.Sender(middleware.getSenderID()).reply('x')\n");
            runs.add(run);
            pool.submit(run);
        }
        for (ScriptRun run : runs) {
            RunResult result = run.result();
            assertTrue(result.ok(), result::toString);
        }
    }

    private ScriptRun script(String source) throws IOException {
        Path file = Files.createTempFile(folder, "script", ".py");
        Files.writeString(file, source);
        return new ScriptRun(file);
    }
}
