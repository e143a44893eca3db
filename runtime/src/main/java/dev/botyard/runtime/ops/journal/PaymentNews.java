package dev.botyard.runtime.ops.journal;

/// A payment arrived, or a run began or ceased to wait for one, as the event stream tells it.
///
/// @param waits how many runs wait now
public record PaymentNews(int waits) {}
