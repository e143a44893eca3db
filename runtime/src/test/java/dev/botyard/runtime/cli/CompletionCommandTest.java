package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    private static String script(String shell) {
        Said said = Said.by("completion", shell);
        assertEquals(0, said.code(), said.err());
        return said.out();
    }

    private String run(String program, Path file, String... more) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(Stream.concat(Stream.of(program, file.toString()),
                    Stream.of(more)).toList()).redirectErrorStream(true).start();
        } catch (IOException _) {
            System.out.println("SKIPPED: completion was not tried in " + program + ", because it is not installed");
            Assumptions.abort("no " + program);
            throw new AssertionError();
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @ParameterizedTest
    @CsvSource({"'botyard acc', accounts", "'botyard accounts lo', login", "'botyard plugins run --mess', --message"})
    void bashCompletesCommandsAndOptions(String typed, String completed) throws Exception {
        Files.writeString(folder.resolve("completion.bash"), script("bash"));
        Path asks = Files.writeString(folder.resolve("ask.bash"), """
                . "%s"
                COMP_WORDS=(%s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="%s"
                _complete_botyard
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(folder.resolve("completion.bash"), typed, typed));
        assertTrue(run("bash", asks).lines().anyMatch(line -> line.strip().equals(completed)), typed);
    }

    @Test
    void fishIsOfferedEveryCommandWhereItMayStand() throws Exception {
        String script = script("fish");
        assertTrue(script.contains(" -a accounts -d ") && script.contains("-n '__fish_seen_subcommand_from accounts; and not"),
                script);
        assertTrue(script.lines().allMatch(line -> line.startsWith("complete -c botyard ")), script);
        run("fish", Files.writeString(folder.resolve("completion.fish"), script), "--no-execute");
    }

    @Test
    void anotherShellIsNamedAsAMistake() {
        Said said = Said.by("completion", "tcsh");
        assertEquals(2, said.code());
        assertTrue(said.err().contains("tcsh"), said.err());
    }
}
