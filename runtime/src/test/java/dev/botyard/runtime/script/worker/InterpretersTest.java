package dev.botyard.runtime.script.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpretersTest {
    private final Interpreters named = new Interpreters(Path.of("/sdk"), "/opt/py/bin/python", "/opt/node");
    private final Interpreters unnamed = new Interpreters(Path.of("/sdk"), "", "");

    @Test
    void theSettingsNameTheProgramOrTheUsualOneIsLookedFor() {
        assertEquals("/opt/py/bin/python /opt/node",
                named.program(Language.PYTHON) + " " + named.program(Language.JAVASCRIPT));
        assertEquals("python3 node", unnamed.program(Language.PYTHON) + " " + unnamed.program(Language.JAVASCRIPT));
    }

    @Test
    void eachLanguageStartsItsOwnWorkerOfTheSdk() {
        assertEquals(List.of("python3", "/sdk/python/botyard_worker"), unnamed.worker(Language.PYTHON, 300));
        assertEquals(List.of("node", "--max-old-space-size=300", "--experimental-vm-modules",
                "/sdk/javascript/botyard-worker.js"), unnamed.worker(Language.JAVASCRIPT, 300));
    }

    @Test
    void withoutALimitOfMemoryNoneIsTold() {
        assertFalse(unnamed.worker(Language.JAVASCRIPT, 0).toString().contains("max-old-space-size"));
    }

    @Test
    void whoCompilesStartsAsAWorkerThatOnlyChecks() {
        List<String> command = unnamed.compiler(Language.JAVASCRIPT);
        assertEquals("check", command.getLast());
        assertEquals(unnamed.worker(Language.JAVASCRIPT, 0), command.subList(0, command.size() - 1));
    }

    @Test
    void aProgramThatIsNotThereIsNamedWithItsSetting() {
        Interpreters wrong = new Interpreters(Path.of("/sdk"), "/no/such/python", "no-such-node");
        assertEquals("'/no/such/python' cannot be run: there is no such program; install it or name it in botyard.yaml under"
                + " plugins.python", wrong.missing(Language.PYTHON));
        assertTrue(wrong.missing(Language.JAVASCRIPT).endsWith("under plugins.node"), wrong.missing(Language.JAVASCRIPT));
    }

    @Test
    void aProgramThatIsThereIsNotMissing() {
        Interpreters there = new Interpreters(Path.of("/sdk"), "/bin/sh", "sh");
        assertEquals("", there.missing(Language.PYTHON));
        assertEquals("", there.missing(Language.JAVASCRIPT));
        assertEquals("", new Interpreters(Path.of("/sdk"), "bin/python", "").missing(Language.PYTHON),
                "only the start tells, it depends on the folder");
    }

    @Test
    void whatJavaSaysOfAStartThatFailedIsSaidInOurWords() {
        IOException none = Interpreters.cannotRun("py", Language.PYTHON,
                new IOException("Cannot run program \"py\": error=2, No such file or directory"));
        assertEquals("'py' cannot be run: there is no such program; install it or name it in botyard.yaml under plugins.python",
                none.getMessage());
        IOException refused = Interpreters.cannotRun("py", Language.PYTHON, new IOException("error=13, Permission denied"));
        assertTrue(refused.getMessage().contains("error=13, Permission denied; install it"), refused.getMessage());
        assertTrue(Interpreters.cannotRun("py", Language.PYTHON, new IOException((String) null)).getMessage()
                .startsWith("'py' cannot be run"));
    }
}
