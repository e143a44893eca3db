package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.infra.thread.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a process prints outside of runs: its beginning is kept for an error message, all of it is for the log. Thread-safe.
final class ProcessWords {
    private static final Logger log = LoggerFactory.getLogger(ProcessWords.class);
    private static final int KEPT = 2_000;

    private final StringBuffer said = new StringBuffer();

    /// Reads until the process prints no more.
    static ProcessWords of(Process process, String name) {
        ProcessWords words = new ProcessWords();
        Threads.startVirtual("worker-output-" + process.pid(), () -> words.read(process, name));
        return words;
    }

    private void read(Process process, String name) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (said.length() < KEPT) {
                    said.append(line).append('\n');
                }
                log.debug("{} {}: {}", name, process.pid(), line);
            }
        } catch (IOException e) {
            log.debug("output of {} ended: {}", process.pid(), e.getMessage());
        }
    }

    @Override
    public String toString() {
        return said.toString();
    }
}
