package dev.botyard.runtime.script.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Linux whom to end when memory runs out: a worker, which costs one run, before a launcher, which costs all of its workers, before the
/// host. What they start later inherits it. Nothing happens elsewhere.
final class KernelChoice {
    private static final Logger log = LoggerFactory.getLogger(KernelChoice.class);
    /// Thousandths of the memory that a process seems to hold more than it does; anybody may raise them for a process of the own user.
    private static final int WORKER = 600;
    private static final int LAUNCHER = 300;

    private KernelChoice() {}

    static void worker(long pid) {
        raise(pid, WORKER);
    }

    static void launcher(long pid) {
        raise(pid, LAUNCHER);
    }

    private static void raise(long pid, int score) {
        Path file = Path.of("/proc/" + pid + "/oom_score_adj");
        try {
            if (Files.exists(file) && Integer.parseInt(Files.readString(file).strip()) < score) {
                Files.writeString(file, Integer.toString(score));
            }
        } catch (IOException | NumberFormatException e) {
            log.debug("process {} is not ended before others when memory runs out: {}", pid, e.getMessage());
        }
    }
}
