package dev.botyard.runtime.script.worker;

import static dev.botyard.runtime.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.worker.ScriptCompiler.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real interpreters compile real files.
class ScriptCompilerIT {
    @TempDir
    private Path folder;
    private Path sdk;

    @BeforeEach
    void open() throws IOException {
        sdk = SdkFolder.distribution().resolve("sdk");
    }

    private ScriptCompiler compiler(String python, String node) {
        return new ScriptCompiler(() -> new Interpreters(sdk, python, node), System::getenv);
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<ScriptCompiler.Script> told(Path... scripts) {
        return Stream.of(scripts).map(script -> new ScriptCompiler.Script(script, "")).toList();
    }

    @Test
    void aReplyScriptIsCompiledAsOne() throws Exception {
        Path script = script("a.js", "var await = 1;\nreturn;\n");
        try (ScriptCompiler compiler = compiler("", "")) {
            assertEquals(Verdict.FINE, compiler.compile(Language.JAVASCRIPT, told(script)).get(script));
            assertEquals("line 2: SyntaxError: Illegal return statement", compiler.compile(Language.JAVASCRIPT,
                    List.of(new ScriptCompiler.Script(script, "es5"))).get(script).toString());
        }
    }

    @Test
    void tellsTheLineAndTheSentenceOfEachFaultyScript() throws Exception {
        Path fine = script("你好 a.py", "print('ok')\nexit()\n");
        Path faulty = script("b.py", "x = 1\nx ==== 2\n");
        Path module = script("c.mjs", "import x from './x.js';\n\nif (x {}\n");
        try (ScriptCompiler compiler = compiler("", "")) {
            Map<Path, Verdict> python = compiler.compile(Language.PYTHON, told(fine, faulty));
            assertEquals(Verdict.FINE, python.get(fine));
            assertEquals("line 2: SyntaxError: invalid syntax", python.get(faulty).toString());
            assertEquals("line 3: SyntaxError: Unexpected token '{'",
                    compiler.compile(Language.JAVASCRIPT, told(module)).get(module)
                            .toString());
        }
    }

    @Test
    void manyScriptsNeedOneProcess() throws Exception {
        Path program = Files.writeString(folder.resolve("python"),
                "#!/bin/sh\necho started >> " + folder.resolve("log") + "\nexec python3 \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        List<Path> scripts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            scripts.add(script("p" + i + ".py", i == 299 ? "def\n" : "print(" + i + ")\n"));
        }
        try (ScriptCompiler compiler = compiler(program.toString(), "")) {
            Map<Path, Verdict> verdicts = compiler.compile(Language.PYTHON, told(scripts.toArray(Path[]::new)));
            assertEquals(300, verdicts.size());
            assertEquals(List.of(scripts.getLast()),
                    scripts.stream().filter(script -> !verdicts.get(script).fine()).toList());
        }
        assertEquals(List.of("started"), Files.readAllLines(folder.resolve("log")));
    }

    @Test
    void anInterpreterThatIsMissingOrFailsIsNamed() throws Exception {
        Path script = script("a.py", "");
        try (ScriptCompiler compiler = compiler("/no/such/python", "false")) {
            IOException missing = assertThrows(IOException.class, () -> compiler.compile(Language.PYTHON, told(script)));
            assertEquals("'/no/such/python' cannot be run: there is no such program;"
                    + " install it or name it in botyard.yaml under plugins.python", missing.getMessage());
            IOException failed = assertThrows(IOException.class, () -> compiler.compile(Language.JAVASCRIPT, told(script)));
            assertEquals("'false' ended with code 1 when it compiled scripts", failed.getMessage());
        }
    }

    @Test
    void closingEndsAProcessThatDoesNotEnd() throws Exception {
        Path pid = folder.resolve("pid");
        Path program = Files.writeString(folder.resolve("hanging"), "#!/bin/sh\necho $$ > " + pid + ".part; mv " + pid + ".part "
                + pid + "\nexec sleep 600\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path script = script("a.py", "");
        ScriptCompiler compiler = compiler(program.toString(), "");
        Thread closing = Thread.startVirtualThread(() -> {
            await().pollInterval(Duration.ofMillis(10)).until(() -> Files.exists(pid));
            compiler.close();
        });
        assertThrows(IOException.class, () -> compiler.compile(Language.PYTHON, told(script)));
        closing.join();
        long hanging = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(hanging).ifPresent(process -> process.onExit().join());
        assertTrue(ProcessHandle.of(hanging).isEmpty());
        assertThrows(IOException.class, () -> compiler.compile(Language.PYTHON, told(script)));
    }
}
