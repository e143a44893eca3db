package dev.botyard.runtime.script.worker;

/// How the process of a worker ended, as whoever started it says.
///
/// @param words       for people
/// @param outOfMemory whether it was killed, which the host would know if it had done so: then memory is the likely reason
record WorkerEnd(String words, boolean outOfMemory) {
    private static final int SIGKILL = 9;
    /// What the exit codes of shells and of Java begin at where a signal ended the process.
    private static final int SIGNALS = 128;

    static WorkerEnd signal(int number) {
        return number == SIGKILL
                ? new WorkerEnd(
                        "the worker process was ended by signal 9, and not by the host: most likely the machine ran out of"
                                + " memory; give it more, or lower plugins.max_workers",
                        true)
                : new WorkerEnd("the worker process was ended by signal " + number, false);
    }

    static WorkerEnd code(int code) {
        return code == SIGNALS + SIGKILL ? signal(SIGKILL) : new WorkerEnd("the worker process ended with code " + code, false);
    }
}
