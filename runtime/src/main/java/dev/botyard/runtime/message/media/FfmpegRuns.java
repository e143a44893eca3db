package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.config.ChildProcess;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running ffmpeg processes. None outlives its time, its size, its caller or the host. Thread-safe.
final class FfmpegRuns implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FfmpegRuns.class);
    private static final long LOOK_MS = 50;
    private static final long LAST_WORDS_MS = 1_000;
    private static final int MAX_SAID = 1_000;

    private final Ticker ticker;
    private final Set<Process> running = new HashSet<>();
    private boolean stopped;

    FfmpegRuns(Ticker ticker) {
        this.ticker = ticker;
    }

    /// A program that gave no result; the message is the part of a sentence after "because".
    static final class FailedRun extends Exception {
        FailedRun(String message) {
            super(message, null, false, false);
        }

        /// Never null: it is made with one.
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /// Runs a command and waits for its end.
    ///
    /// @param output   what it writes
    /// @param maxBytes how large that may become
    void run(List<String> command, Path output, long maxBytes, Duration atMost) throws FailedRun, InterruptedException {
        long deadline = ticker.in(atMost);
        Process process = start(command);
        StringBuffer said = new StringBuffer();
        Thread reading = Threads.startVirtual("ffmpeg-output-" + process.pid(), () -> read(process, said));
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (size(output) > maxBytes) {
                    throw new FailedRun("the result would have more than " + maxBytes + " bytes (media.max_mb)");
                }
                if (ticker.reached(deadline)) {
                    throw new FailedRun("ffmpeg was not done after " + atMost.toMillis()
                            + " ms; give the push a longer timeout (push.timeout_media_ms in botyard.yaml)");
                }
            }
        } finally {
            end(process);
        }
        reading.join(LAST_WORDS_MS);
        check(process.exitValue(), said.toString().strip(), size(output), maxBytes);
    }

    private void check(int code, String said, long bytes, long maxBytes) throws FailedRun {
        synchronized (this) {
            if (stopped) {
                throw new FailedRun("the host is stopping");
            }
        }
        if (code != 0) {
            throw new FailedRun("ffmpeg ended with code " + code + (said.isEmpty() ? "" : ": " + said));
        }
        if (bytes == 0) {
            throw new FailedRun("ffmpeg wrote nothing" + (said.isEmpty() ? "" : ": " + said));
        }
        if (bytes > maxBytes) {
            throw new FailedRun("the result would have more than " + maxBytes + " bytes (media.max_mb)");
        }
    }

    private Process start(List<String> command) throws FailedRun {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(ChildProcess.NO_INPUT);
        ChildEnvironment.give(builder, ChildEnvironment.least(System.getenv()));
        builder.environment().put("AV_LOG_FORCE_NOCOLOR", "1");
        synchronized (this) {
            if (stopped) {
                throw new FailedRun("the host is stopping");
            }
            try {
                Process process = builder.start();
                running.add(process);
                return process;
            } catch (IOException e) {
                throw new FailedRun("ffmpeg cannot be run: " + e.getMessage());
            }
        }
    }

    /// Keeps the end of what was said, however long its lines are.
    private static void read(Process process, StringBuffer said) {
        byte[] piece = new byte[4_096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                said.append(new String(piece, 0, count, StandardCharsets.UTF_8));
                if (said.length() > MAX_SAID) {
                    said.delete(0, said.length() - MAX_SAID);
                }
            }
        } catch (IOException e) {
            log.debug("the output of ffmpeg {} ended: {}", process.pid(), e.getMessage());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return 0;
        }
    }

    private void end(Process process) {
        if (process.isAlive()) {
            kill(process);
        }
        synchronized (this) {
            running.remove(process);
        }
    }

    /// With what it started, as ffmpeg may be a script around the real one.
    private static void kill(Process process) {
        ChildProcess.end(process.toHandle());
    }

    /// Kills what runs; nothing starts from now on.
    @Override
    public synchronized void close() {
        stopped = true;
        running.forEach(FfmpegRuns::kill);
    }
}
