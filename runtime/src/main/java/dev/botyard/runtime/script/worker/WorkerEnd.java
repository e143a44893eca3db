package dev.botyard.runtime.script.worker;

/// How the process of a worker ended, as whoever started it says.
///
/// @param words for people
record WorkerEnd(String words, WorkerCounts.Cause cause) {
    /// Nobody has said.
    static final WorkerEnd UNEXPLAINED = new WorkerEnd("the worker process ended unexpectedly", WorkerCounts.Cause.CRASHED);
    /// The host wanted it no more.
    static final WorkerEnd RETIRED = new WorkerEnd("the host stopped the worker", WorkerCounts.Cause.RETIRED);
    private static final int SIGKILL = 9;
    /// What the exit codes of shells and of Java begin at where a signal ended the process.
    private static final int SIGNALS = 128;

    static WorkerEnd signal(int number) {
        return number == SIGKILL
                ? new WorkerEnd(
                        "the worker process was ended by signal 9, and not by the host: most likely the machine ran out of"
                                + " memory; give it more, or lower plugins.max_workers",
                        WorkerCounts.Cause.OUT_OF_MEMORY)
                : new WorkerEnd("the worker process was ended by signal " + number, WorkerCounts.Cause.CRASHED);
    }

    static WorkerEnd code(int code) {
        return code == SIGNALS + SIGKILL
                ? signal(SIGKILL)
                : new WorkerEnd("the worker process ended with code " + code, WorkerCounts.Cause.CRASHED);
    }

    /// Whether it was killed, which the host would know if it had done so: then memory is the likely reason.
    boolean outOfMemory() {
        return cause == WorkerCounts.Cause.OUT_OF_MEMORY;
    }
}
