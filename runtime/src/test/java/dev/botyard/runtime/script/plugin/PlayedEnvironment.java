package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.im.account.ReceiptCode;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.script.worker.CallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/// What the host gives to a run, noted in the order in which it was asked for.
final class PlayedEnvironment implements RunEnvironment, RunCalls {
    final List<String> asked = new CopyOnWriteArrayList<>();
    /// Stops every run that is about to speak.
    volatile boolean stopping;

    void letOn() {
        asked.add("let on");
    }

    @Override
    public RunCalls calls() {
        return this;
    }

    @Override
    public String hostJson() {
        return "{\"port\":8200}";
    }

    @Override
    public Duration timeLimit() {
        return Duration.ofMinutes(60);
    }

    @Override
    public int outputBytes() {
        return 10;
    }

    @Override
    public void speaks(Run run, String method, JsonNode params) {
        asked.add("speaks " + method);
        if (stopping) {
            throw CallException.failed(ReceiptCode.HOST_STOPPING, "the host is stopping");
        }
    }

    @Override
    public void began(Run run) {
        // Its time is told by the run.
    }

    @Override
    public Waits.Wait waits(Run run) {
        asked.add("waits");
        return () -> asked.add("goes on");
    }

    @Override
    public void ended(Run run) {
        asked.add("ended " + run.result().status());
    }

    @Override
    public Object call(Run run, String method, JsonNode params) {
        asked.add("call " + method);
        if (method.equals("response")) {
            run.respond(Json.MAPPER.convertValue(params.path("data"), Object.class));
        } else if (method.equals("broken")) {
            throw CallException.invalid("key must be text");
        }
        return Map.of("called", method);
    }

    @Override
    public boolean speaks(String method, JsonNode params) {
        return method.equals("reply");
    }

}
