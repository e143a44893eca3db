package dev.botyard.runtime.script.worker;

/// How a run ended.
///
/// @param exit      the exit code
/// @param value     what `returnValue` or the script gave, null for nothing
/// @param error     for people, `""` when it ended well
/// @param traceback the script's own lines, `""` for none
public record RunResult(RunStatus status, int exit, String value, String error, String traceback) {

    /// The process is gone, or was ended by the host.
    public static RunResult killed(String why) {
        return new RunResult(RunStatus.KILLED, -1, null, why, "");
    }

    /// It was not begun.
    public static RunResult cancelled(String why) {
        return new RunResult(RunStatus.CANCELLED, -1, null, why, "");
    }

    public boolean ok() {
        return status == RunStatus.OK;
    }
}
