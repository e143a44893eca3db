package dev.botyard.adapters.weixin.ilink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets the platform's own client judge the fake. The client is not part of this project; the module's README says how to get it.
class PlatformClientIT {
    private static String setting(String name) {
        String value = System.getenv().getOrDefault(name, "");
        if (value.isEmpty()) {
            String sentence = "SKIPPED: the iLink fake is not tried with WeChat's client: " + name
                    + " is not set, see README.md of the weixin adapter";
            System.err.println(sentence);
            Assumptions.abort(sentence);
        }
        return value;
    }

    private static String judge() {
        try {
            return Path.of(PlatformClientIT.class.getResource("/judge/platform-client.mjs").toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePlatformsOwnClientIsContent(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> command = List.of(setting("BOTYARD_NODE"), judge(), setting("BOTYARD_ILINK_CLIENT"));
        Path output = folder.resolve("output.txt");
        try (IlinkServer server = new IlinkServer(0)) {
            Process judge = new ProcessBuilder(List.of(command.get(0), command.get(1), command.get(2), server.url().toString()))
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            try {
                assertTrue(judge.waitFor(Patience.seconds(60).toSeconds(), TimeUnit.SECONDS), "the client did not end");
            } finally {
                judge.destroyForcibly();
            }
            assertEquals(0, judge.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            assertEquals(List.of(), server.complaints());
        }
    }
}
