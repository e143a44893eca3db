package dev.botyard.runtime.net.http;

/// Ends answers that have no end of their own, such as WebSockets and event streams, with what they were allowed by.
@FunctionalInterface
public interface Leash {
    /// Nothing but the peers ends them.
    Leash NONE = _ -> () -> {};

    /// @param cut closes the connection; run at once when what allowed it is over already
    /// @return to be run when the connection has ended
    Runnable hold(Runnable cut);
}
