package dev.botyard.runtime.script.worker;

/// How a run ended.
///
/// @param status    `ok`, `error`, `cancelled`, `killed`
/// @param exit      the exit code
/// @param value     what `returnValue` or the script gave, null for nothing
/// @param error     for people, `""` when it ended well
/// @param traceback the script's own lines, `""` for none
public record RunResult(String status, int exit, String value, String error, String traceback) {

    /// The process is gone, or was ended by the host.
    public static RunResult killed(String why) {
        return new RunResult("killed", -1, null, why, "");
    }

    public boolean ok() {
        return status.equals("ok");
    }
}
