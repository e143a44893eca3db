package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.Patience;
import dev.botyard.runtime.infra.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// A run of a script file without a plugin around it, for real workers. Every call of it succeeds.
final class ScriptRun implements WorkerRun {
    private static final AtomicLong TOKENS = new AtomicLong();

    final List<String> methods = new CopyOnWriteArrayList<>();
    final List<String> output = new CopyOnWriteArrayList<>();
    Duration limit = Duration.ofMinutes(1);
    private final Path file;
    private final List<Path> packages;
    private final String token = "t" + TOKENS.incrementAndGet();
    private final CompletableFuture<RunResult> end = new CompletableFuture<>();

    /// @param packages folders of its plugin's packages
    ScriptRun(Path file, Path... packages) {
        this.file = file;
        this.packages = List.of(packages);
    }

    RunResult result() throws Exception {
        return end.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String pluginFile() {
        return file.getFileName().toString();
    }

    @Override
    public String startParams() {
        String folder = file.getParent().toString();
        return Json.MAPPER.writeValueAsString(Map.of("run", token, "plugin",
                Map.of("file", file.toString(), "folder", folder, "folders", List.of(folder), "paths",
                        packages.stream().map(Path::toString).toList(), "name", "x", "title", "X", "version", "1", "stamp",
                        token),
                "trigger", "message", "context", Map.of("imType", "qq", "message", "ping")));
    }

    @Override
    public Duration timeLimit() {
        return limit;
    }

    @Override
    public boolean freshProcess() {
        return false;
    }

    @Override
    public void started(Place place) {
        // Nothing to note.
    }

    @Override
    public Object call(String method, JsonNode params) {
        methods.add(method);
        return Map.of("ok", true, "message_id", "1");
    }

    @Override
    public void output(String stream, String text, long dropped) {
        output.add(text);
    }

    @Override
    public void finished(RunResult result) {
        end.complete(result);
    }
}
