/// Payments: who waits for one, whose an arriving one is, and those that belong to nobody yet.
///
/// [dev.botyard.runtime.script.payment.Payments] is called by adapters' threads, by scripts' calls and by operators; it is thread-safe.
package dev.botyard.runtime.script.payment;
