package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.net.netty.EventLoops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Real Python workers of plugins that import packages.
@ParameterizedClass
@EnumSource(WorkerWay.class)
class PackageWorkersIT {
    private static final Path SDK = Path.of("..", "plugins", "sdk-python").toAbsolutePath().normalize();
    private static final String WARM = "import sys\nwarm = 'shelf' in sys.modules\nimport os, shelf\nprint(warm, shelf.limit, os.getpid())\n";

    @Parameter
    WorkerWay way;
    @TempDir
    Path folder;
    private final Ticker ticker = Ticker.system();
    private final EventLoops loops = EventLoops.start(1, ticker);
    private final WorkerBudget budget = new WorkerBudget(4);
    private WorkerServer server;
    private WorkerPool pool;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("set"));
        Files.writeString(folder.resolve("set/shelf.py"), "limit = 10\n");
        Files.writeString(folder.resolve("set/restless.py"),
                "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n");
        Files.writeString(folder.resolve("set/deadly.py"),
                "import os, sys\nif not hasattr(sys.modules['__main__'], 'met'): os.abort()\n");
        server = new WorkerServer(folder.resolve("run"), loops, way.transport);
        server.start();
        pool = pool(folder.resolve("set"));
    }

    private WorkerPool pool(Path packages) {
        Map<String, String> environment = way.environment();
        WorkerPool made = new WorkerPool(
                new WorkerSettings(Language.PYTHON, List.of("python3", SDK.resolve("botyard_worker/__main__.py").toString()),
                        true, 4,
                        Duration.ofMinutes(1), 0, 262_144, folder, List.of(packages), () -> environment),
                server, ticker, budget);
        made.start();
        return made;
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        server.close();
        loops.close();
        ticker.close();
    }

    @Test
    void whatOneRunHasImportedIsThereForTheNext() throws Exception {
        assertEquals("False 10", said(pool, "a.py", WARM)[0]);
        String[] second = said(pool, "a.py", WARM);
        assertEquals("True 10", second[0]);
        String[] third = said(pool, "a.py", WARM);
        assertEquals("True 10", third[0]);
        assertEquals(second[1], third[1], "a worker that changed nothing goes on");
    }

    @Test
    void whatARunHasImportedIsThereForTheNextThoughItsWorkerIsOfNoMoreUse() throws Exception {
        said(pool, "a.py", WARM + "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n");
        assertEquals("True 10", said(pool, "a.py", WARM)[0]);
    }

    @Test
    void aWorkerServesOnePluginAlone() throws Exception {
        said(pool, "a.py", WARM);
        String[] one = said(pool, "a.py", WARM);
        String[] other = said(pool, "b.py", WARM);
        assertEquals("True 10", other[0], "what another plugin has imported is warm for all");
        assertNotEquals(one[1], other[1]);
        assertEquals(one[1], said(pool, "a.py", WARM)[1]);
    }

    @Test
    void whatARunHasDoneToAPackageIsSeenByNoOther() throws Exception {
        said(pool, "a.py", WARM);
        said(pool, "a.py", "import os, shelf\nshelf.limit = 99\nprint('changed', shelf.limit, os.getpid())\n");
        assertEquals("True 10", said(pool, "a.py", WARM)[0]);
        assertEquals("True 10", said(pool, "b.py", WARM)[0]);
    }

    @Test
    void aPackageThatNoLauncherCanHaveIsImportedByEachRun() throws Exception {
        String restless = "import os, restless\nprint('here', 1, os.getpid())\n";
        String deadly = "met = True\nimport os, deadly\nprint('here', 1, os.getpid())\n";
        for (int i = 0; i < 3; i++) {
            assertEquals("here 1", said(pool, "a.py", restless)[0]);
            assertEquals("here 1", said(pool, "b.py", deadly)[0]);
        }
        assertEquals("ready", pool.facts().state());
    }

    @Test
    void allPoolsShareThePlacesAndWhoHasNothingToDoMakesRoom() throws Exception {
        for (String plugin : List.of("a.py", "b.py", "c.py", "d.py")) {
            said(pool, plugin, WARM);
            said(pool, plugin, WARM);
        }
        Files.createDirectories(folder.resolve("another"));
        Files.writeString(folder.resolve("another/shelf.py"), "limit = 20\n");
        try (WorkerPool second = pool(folder.resolve("another"))) {
            assertEquals("False 20", said(second, "e.py", WARM)[0]);
            assertEquals("True 20", said(second, "e.py", WARM)[0]);
            assertTrue(pool.facts().workers() + second.facts().workers() <= 4);
        }
    }

    /// What the script printed: the words before the process id, and that.
    private String[] said(WorkerPool where, String plugin, String source) throws Exception {
        Path file = Files.writeString(folder.resolve(plugin), source);
        ScriptRun run = new ScriptRun(file, folder.resolve(where == pool ? "set" : "another"));
        where.submit(run);
        RunResult result = run.result();
        assertEquals(RunStatus.OK, result.status(), result::toString);
        String printed = String.join("", run.output).strip();
        int last = printed.lastIndexOf(' ');
        return new String[]{printed.substring(0, last), printed.substring(last + 1)};
    }
}
