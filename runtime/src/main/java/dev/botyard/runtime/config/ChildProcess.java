package dev.botyard.runtime.config;

import java.io.File;
import java.util.List;

/// What holds for the processes that the host starts, whatever the system.
public final class ChildProcess {
    /// For one that is to read nothing.
    public static final ProcessBuilder.Redirect NO_INPUT = ProcessBuilder.Redirect
            .from(new File(SystemNames.WINDOWS ? "NUL" : "/dev/null"));

    private ChildProcess() {}

    /// Ends a process by force, with all that it has started: systems without groups of processes leave that running.
    public static void end(ProcessHandle process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
