package dev.botyard.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.botyard.runtime.infra.json.Json;
import java.net.URI;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// What scripts are told about the host: made again only when its public address has changed. Thread-safe.
public final class HostFacts implements Supplier<String> {
    /// The version of this build.
    public static final String VERSION = version();

    private final IntSupplier port;
    private final Supplier<URI> address;
    private final String machineId;
    private volatile Known known = new Known(null, "");

    /// In the spelling of the protocol.
    private record Facts(String name, String version, int port, URI domain, String machineId, Build versionInfo) {}

    private record Build(String version, String commit, @JsonProperty("build_time") String buildTime, String runtime) {}

    private record Known(URI address, String json) {}

    HostFacts(IntSupplier port, Supplier<URI> address, String machineId) {
        this.port = port;
        this.address = address;
        this.machineId = machineId;
    }

    /// As JSON.
    @Override
    public String get() {
        URI now = address.get();
        Known last = known;
        if (!now.equals(last.address)) {
            last = new Known(now, json(now));
            known = last;
        }
        return last.json;
    }

    private static String version() {
        String version = HostFacts.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }

    private String json(URI domain) {
        Build build = new Build(VERSION, "", "", "Java " + Runtime.version().feature());
        return Json.MAPPER.writeValueAsString(new Facts("Botyard", VERSION, port.getAsInt(), domain, machineId, build));
    }
}
