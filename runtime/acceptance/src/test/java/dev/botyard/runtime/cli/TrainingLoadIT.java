package dev.botyard.runtime.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.runtime.Host;
import dev.botyard.runtime.HostOptions;
import dev.botyard.testkit.Patience;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The messages from which Java learns, on the built distribution.
class TrainingLoadIT {

    @Test
    void theScriptsOfBothLanguagesAnswerAll(@TempDir Path home) throws Exception {
        TrainingLoad.prepare(home);
        Path distribution = Path.of(System.getProperty("botyard.distribution")).normalize();
        try (Host host = Host.start(new HostOptions(home, 0, "127.0.0.1", distribution, Map.of()))) {
            assertEquals(2 * 30, TrainingLoad.send(host.address(), 30, Patience.SOON));
        }
    }
}
