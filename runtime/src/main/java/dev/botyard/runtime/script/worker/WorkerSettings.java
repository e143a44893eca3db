package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.script.header.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How workers of one environment are started and held.
///
/// @param command     starts a process: the interpreter, its options, the SDK's worker file
/// @param forks       whether the process is a launcher that forks workers
/// @param maxWorkers  processes at once; further runs wait
/// @param idle        a worker without a run for that long is ended
/// @param memoryBytes limit of one worker, 0 for none
/// @param outputBytes how much output of a run is kept
/// @param folder      working directory of the process
/// @param packages    folders of packages that the launcher imports once for all workers; a worker then serves one plugin alone. Empty: no packages,
///                    and any worker serves any plugin
/// @param environment what the process gets of the host's variables; another object when that has changed, and then workers with the former are replaced
public record WorkerSettings(Language language, List<String> command, boolean forks, int maxWorkers, Duration idle,
        long memoryBytes,
        long outputBytes, Path folder, List<Path> packages, Supplier<Map<String, String>> environment) {

    /// Without packages.
    public WorkerSettings(Language language, List<String> command, boolean forks, int maxWorkers, Duration idle, long memoryBytes,
            long outputBytes, Path folder, Supplier<Map<String, String>> environment) {
        this(language, command, forks, maxWorkers, idle, memoryBytes, outputBytes, folder, List.of(), environment);
    }

    /// Whether a worker belongs to the plugin that it has run first.
    boolean oneWorkerOnePlugin() {
        return !packages.isEmpty();
    }
}
