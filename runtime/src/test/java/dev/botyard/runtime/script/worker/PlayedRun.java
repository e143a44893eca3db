package dev.botyard.runtime.script.worker;

import dev.botyard.runtime.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A run without a plugin around it. Its calls are answered with their own name.
class PlayedRun implements WorkerRun {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<String> output = new CopyOnWriteArrayList<>();
    private final String token;
    private final CompletableFuture<RunResult> end = new CompletableFuture<>();
    private Duration limit = Duration.ofMinutes(10);
    private boolean fresh;
    private String plugin = "";
    private volatile boolean begun;
    private volatile Place place = Place.NOWHERE;

    PlayedRun(String token) {
        this.token = token;
    }

    PlayedRun limit(Duration longest) {
        limit = longest;
        return this;
    }

    /// It is a run of this plugin.
    PlayedRun of(String file) {
        plugin = file;
        return this;
    }

    /// It wants a process of its own.
    PlayedRun fresh() {
        fresh = true;
        return this;
    }

    /// It waits for people.
    void waits() {
        place.waits();
    }

    /// It has got its answer.
    void goesOn() {
        place.goesOn();
    }

    RunResult result() throws Exception {
        return end.get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    boolean over() {
        return end.isDone();
    }

    boolean begun() {
        return begun;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String pluginFile() {
        return plugin;
    }

    @Override
    public String startParams() {
        return "{\"run\":\"" + token + "\"}";
    }

    @Override
    public Duration timeLimit() {
        return limit;
    }

    @Override
    public boolean freshProcess() {
        return fresh;
    }

    @Override
    public void started(Place where) {
        place = where;
        begun = true;
    }

    @Override
    public Object call(String method, JsonNode params) {
        calls.add(method);
        return Map.of("called", method);
    }

    @Override
    public void output(String stream, String text, long dropped) {
        output.add(stream + " " + dropped + " " + text);
    }

    @Override
    public void finished(RunResult result) {
        end.complete(result);
    }
}
