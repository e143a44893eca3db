package dev.botyard.runtime.ops.journal;

import dev.botyard.runtime.infra.secret.Secrets;
import dev.botyard.runtime.net.http.ServerSentEvents;
import dev.botyard.runtime.infra.json.Shown;

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

    /// @param type `account`, `push`, `run`, `plugin`, `adapter`, `payment` or `trace`
    public void tell(String type, Object data) {
        if (wanted()) {
            stream.publish(type, "", Secrets.process().mask(Shown.text(data)));
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
