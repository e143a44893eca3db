package dev.botyard.runtime;

import dev.botyard.runtime.worker.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// What scripts are told about the host.
public final class HostFacts {
    /// The version of this build.
    public static final String VERSION = version();

    private HostFacts() {}

    /// What people type to start this host's commands: the launcher says by which path it was started.
    public static String command(Map<String, String> environment) {
        String told = environment.getOrDefault("BOTYARD_COMMAND", "").strip();
        return told.isEmpty() ? "botyard" : told;
    }

    private static String version() {
        String version = Host.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }

    static String json(HostOptions options, int port, URI domain, String machineId) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", "Botyard");
        facts.put("version", VERSION);
        facts.put("port", port);
        facts.put("domain", domain.toString());
        facts.put("machineId", machineId);
        facts.put("versionInfo",
                Map.of("version", VERSION, "commit", "", "build_time", "", "runtime", "Java " + Runtime.version().feature()));
        return Json.MAPPER.writeValueAsString(facts);
    }
}
