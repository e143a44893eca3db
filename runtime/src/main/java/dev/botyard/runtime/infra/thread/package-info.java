/// Threads and time. The only place that makes threads, so that every thread of the host has a name that says whose it is
/// and a test can hold the rule. Blocking work runs on virtual threads; platform threads exist for event
/// loops and for code that blocks its carrier, such as native database calls. Where a message is worked on step by step, the threads of the
/// steps take turns on the event loop itself: [Carrier], and [Seat] for who may.
///
/// [Ticker] is the only place that asks the system what time it is, and the only timer: a test moves a whole host by hand. What lives is a
/// [Service]; no constructor begins anything.
package dev.botyard.runtime.infra.thread;
