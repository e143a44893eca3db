package dev.botyard.api.adapter;

import org.pf4j.ExtensionPoint;

/// Where the host meets an adapter: a class annotated with `@org.pf4j.Extension`, with a public constructor without parameters.
/// Constructed once per loaded jar; must be cheap and start nothing. Thread-safe.
public interface AdapterFactory extends ExtensionPoint {

    /// The version of this API, as in the jar's manifest entry `Plugin-Requires`.
    String API_VERSION = "1.0.0";

    /// What the adapter is and can do. Always the same answer.
    AdapterDescriptor descriptor();

    /// Makes the adapter of one account. Only assigns and checks; no network, no threads.
    ///
    /// @throws dev.botyard.api.error.AdapterException `CONFIGURATION` when values that are each legal do not go together; say all at once
    Adapter create(AdapterContext context);
}
