/// The only place that makes threads, so that every thread of the host has a name that says whose it is
/// and a test can hold the rule. Blocking work runs on virtual threads; platform threads exist for event
/// loops and for code that blocks its carrier, such as native database calls.
package dev.botyard.runtime.infra.thread;
