package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.net.http.ServerSentEvents;
import dev.botyard.runtime.infra.json.Json;
import java.util.Map;

/// Tells operators' connections what happens. Costs nothing while nobody listens. Thread-safe.
public final class LiveEvents implements AutoCloseable {
    private final ServerSentEvents stream = new ServerSentEvents("events");

    /// The stream for the API.
    public ServerSentEvents stream() {
        return stream;
    }

    /// Whether anybody listens.
    public boolean wanted() {
        return stream.clients() > 0;
    }

    /// @param type `account`, `push`, `run`, `plugin` or `adapter`
    public void tell(String type, Map<String, Object> data) {
        if (wanted()) {
            stream.publish(type, "", Secrets.process().mask(Json.MAPPER.writeValueAsString(data)));
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
