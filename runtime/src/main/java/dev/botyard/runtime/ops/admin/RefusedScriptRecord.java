package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.runtime.script.header.HeaderProblem;
import dev.botyard.runtime.script.header.HeaderProblem.Severity;
import dev.botyard.runtime.script.library.ScriptVerdict;
import java.util.List;
import java.util.stream.Collectors;

/// Why a script was not saved, in the shape of every error, with its problems beside it.
record RefusedScriptRecord(Told error, String file, List<HeaderProblem> problems) {

    /// What every error says.
    record Told(String code, @Sentence String message) {}

    static RefusedScriptRecord of(ScriptVerdict verdict) {
        String faults = verdict.problems().stream().filter(one -> one.severity() == Severity.ERROR)
                .map(one -> (one.line() == 0 ? "" : "line " + one.line() + ": ") + one.message())
                .collect(Collectors.joining("; "));
        return new RefusedScriptRecord(
                new Told("plugin_invalid", verdict.file() + " was not saved: " + faults.replaceFirst("\\.$", "")
                        + ". Mend this, or say force to save it all the same."),
                verdict.file(), verdict.problems());
    }
}
