package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.wire.Answer;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Calls to the OneBot implementation, over a WebSocket or HTTP. Thread-safe.
interface Link {

    /// Calls an action and waits for the answer, whatever it says.
    ///
    /// @param params writes the properties of the parameter object; runs on the calling thread before anything is sent
    /// @throws dev.botyard.api.error.AdapterException `COMMUNICATION` when nothing was sent, `UNKNOWN_OUTCOME` when no answer came
    Answer call(String action, Consumer<JsonGenerator> params, Duration timeout) throws InterruptedException;
}
