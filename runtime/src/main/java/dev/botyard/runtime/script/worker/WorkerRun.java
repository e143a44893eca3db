package dev.botyard.runtime.script.worker;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// One run as the pool sees it. Methods are called on reader threads and must not throw.
public interface WorkerRun {

    /// The secret id that binds calls to this run.
    String token();

    /// The file of the plugin that it is a run of; `""` for a run that any worker may have.
    default String pluginFile() {
        return "";
    }

    /// Changes with the plugin's file.
    default String pluginStamp() {
        return "";
    }

    /// The parameters of `run.start` as JSON text.
    String startParams();

    /// How long it may take from its start.
    Duration timeLimit();

    /// Whether it wants a process that never ran anything before, and never will again.
    boolean freshProcess();

    /// A worker has begun to run it.
    ///
    /// @param place hears when the run waits for people
    void started(Place place);

    /// Answers a call.
    ///
    /// @return what Jackson can write: maps, lists, text, numbers, nodes, null
    /// @throws CallException what the script gets as an exception
    Object call(String method, JsonNode params) throws InterruptedException;

    /// The script printed something.
    void output(String stream, String text, long dropped);

    /// It has ended; the last call of this object.
    void finished(RunResult result);
}
