/// A OneBot v11 implementation for tests and benchmarks: [OneBotSimulator] plays one with several accounts over every transport of the
/// standard, answers calls as told, records them, and misbehaves on request. It stands on its own small WebSocket and HTTP, so that it shares
/// no code and no fault with the host. Thread-safe; it runs virtual threads of its own until it is closed.
package dev.botyard.testkit.onebot;
