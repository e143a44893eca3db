package dev.botyard.runtime.script.plugin;

import dev.botyard.runtime.message.outbound.Trigger;
import dev.botyard.runtime.script.worker.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A run for people, now or when it has ended. Immutable.
///
/// @param calls  the SDK calls with their durations, the first [Run#LISTED_CALLS]
/// @param notes  what the host did not do for it and why, such as a push without an account
public record RunRecord(String id, String plugin, Trigger trigger, String im, String account, String chat, String user,
        String message,
        RunStatus status, String error, String traceback, String value, String output, List<Call> calls, List<String> notes,
        Instant started,
        Duration duration) {

    /// One SDK call.
    public record Call(String method, Duration duration, String error) {}

    /// The record as the API shows it.
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("plugin", plugin);
        map.put("trigger", trigger.label());
        map.put("im_type", im);
        map.put("account", account);
        map.put("chat", chat);
        map.put("user", user);
        map.put("message", message);
        map.put("status", status.label());
        map.put("error", error);
        map.put("traceback", traceback);
        map.put("value", value);
        map.put("output", output);
        map.put("calls", calls.stream().map(RunRecord::toMap).toList());
        map.put("notes", notes);
        map.put("started", started.toString());
        map.put("duration_ms", duration.toNanos() / 1_000 / 1_000.0);
        return map;
    }

    private static Map<String, Object> toMap(Call call) {
        return Map.of("method", call.method, "duration_ms", call.duration.toNanos() / 1_000 / 1_000.0, "error", call.error);
    }
}
