package dev.botyard.runtime.script.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.script.worker.SdkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Editors find no fault with the examples, with the files that the host puts beside plugins: Pyright, also where it is strict, and TypeScript.
/// Skipped aloud where they are missing; `.ci/run` installs them and names their folder in `BOTYARD_TYPES`.
class ExampleTypesTest {
    @TempDir
    private Path plugins;

    @BeforeEach
    void layOut() throws IOException {
        for (String language : List.of("python", "javascript")) {
            try (Stream<Path> files = Files.list(Path.of("..", "plugins", "examples", language))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, plugins.resolve(file.getFileName()));
                }
            }
        }
        EditorFiles.write(plugins, SdkFolder.distribution().resolve("sdk"));
    }

    @Test
    void pyrightIsContentAlsoWhereItIsStrict() throws Exception {
        Path config = plugins.resolve("pyrightconfig.json");
        Files.writeString(config, Files.readString(config).replace("\"standard\"", "\"strict\""));
        passes("pyright", "-p", ".");
    }

    @Test
    void typeScriptIsContent() throws Exception {
        passes("tsc", "-p", "jsconfig.json");
    }

    private void passes(String program, String... arguments) throws IOException, InterruptedException {
        Path found = Path.of(System.getenv().getOrDefault("BOTYARD_TYPES", "no folder")).resolve("node_modules/.bin")
                .resolve(program);
        if (!Files.exists(found)) {
            System.out.println(
                    "SKIPPED: the examples were not looked at by " + program + ", which is not in the folder BOTYARD_TYPES");
            Assumptions.abort("no " + program);
        }
        Process process = new ProcessBuilder(Stream.concat(Stream.of(found.toString()), Stream.of(arguments)).toList())
                .directory(plugins.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), program + " does not end");
        assertEquals(0, process.exitValue(), text);
    }
}
