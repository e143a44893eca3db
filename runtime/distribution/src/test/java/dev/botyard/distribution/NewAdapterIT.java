package dev.botyard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.distribution.Launcher.Said;
import dev.botyard.testkit.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `new adapter` writes is built by Maven outside of this tree, passes its own tests and the contract kit there, and a running host loads its jar.
class NewAdapterIT {
    private static final Pattern RUN = Pattern.compile("Tests run: (\\d+), Failures: 0, Errors: 0, Skipped: (\\d+)");

    @TempDir
    private Path folder;

    @Test
    void theWrittenProjectBuildsKeepsTheContractAndRuns() throws Exception {
        Launcher launcher = Launcher.in(folder.resolve("home"));
        Path project = folder.resolve("project");
        assertEquals(0, launcher.say("new", "adapter", "my-chat", "--dir", project.toString()).code());

        String built = new MavenBuild(folder).packages(project);
        assertTrue(built.contains("Running com.example.mychat.MychatAdapterTest"), built);
        MatchResult all = RUN.matcher(built).results().toList().getLast();
        assertTrue(Integer.parseInt(all.group(1)) - Integer.parseInt(all.group(2)) > 12, built);

        try (RunningHost host = launcher.run()) {
            Files.copy(project.resolve("target/my-chat-adapter-0.1.0.jar"), folder.resolve("home/adapters/my-chat.jar"));
            Patience.await().until(() -> launcher.say("adapters").out().contains("my-chat"));
            Said said = launcher.say("adapters");
            assertTrue(said.out().lines().noneMatch(line -> line.startsWith("refused")), said.out());
            Said account = launcher.say("new", "account", "my-chat", "mine");
            assertTrue(account.out().contains("Fill in url"), account.toString());
            assertEquals(0, host.signal("TERM"));
        }
    }
}
