package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.modules.ModuleAdvice;
import tools.jackson.databind.JsonNode;

/// How a run ended.
///
/// @param exit      the exit code
/// @param value     what `returnValue` or the script gave, null for nothing
/// @param error     for people, `""` when it ended well
/// @param traceback the script's own lines, `""` for none
/// @param outOfMemory whether the system has ended its process, for want of memory most likely
public record RunResult(RunStatus status, int exit, String value, String error, String traceback, boolean outOfMemory) {

    public RunResult(RunStatus status, int exit, String value, String error, String traceback) {
        this(status, exit, value, error, traceback, false);
    }

    /// The process is gone, or was ended by the host.
    public static RunResult killed(String why) {
        return new RunResult(RunStatus.KILLED, -1, null, why, "");
    }

    /// The process has ended by itself.
    static RunResult ended(WorkerEnd how) {
        return new RunResult(RunStatus.KILLED, -1, null, how.words(), "", how.outOfMemory());
    }

    /// It was not begun.
    public static RunResult cancelled(String why) {
        return new RunResult(RunStatus.CANCELLED, -1, null, why, "");
    }

    /// What its worker says of it.
    ///
    /// @param cancelled why the host has ended it, `""` where it has not
    /// @param plugin    its file
    static RunResult told(JsonNode result, String cancelled, String plugin) {
        JsonNode error = result.path("error");
        int exit = result.path("exit").intValue(0);
        RunStatus told = RunStatus.told(result.path("status").stringValue(""));
        boolean failed = told == RunStatus.OK && exit != 0;
        RunStatus status = !cancelled.isEmpty() ? RunStatus.CANCELLED : failed ? RunStatus.ERROR : told;
        String message = failed
                ? "the script ended itself with the exit code " + exit + ", which says that it failed; 0 is a good end"
                : error.isObject() ? joined(error) + advice(error, plugin) : "";
        JsonNode value = result.path("value");
        return new RunResult(status, exit,
                value.isString() ? value.stringValue() : value.isMissingNode() || value.isNull() ? null : value.toString(),
                cancelled.isEmpty() ? message : cancelled, error.path("traceback").stringValue(""));
    }

    private static String joined(JsonNode error) {
        String type = error.path("type").stringValue("");
        String message = error.path("message").stringValue("");
        return type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    }

    /// What to do about a module that was not there.
    private static String advice(JsonNode error, String plugin) {
        String module = error.path("module").stringValue("");
        return module.isEmpty()
                ? ""
                : Language.ofFile(plugin).map(language -> ": " + ModuleAdvice.of(language, module, plugin)).orElse("");
    }

    public boolean ok() {
        return status == RunStatus.OK;
    }
}
