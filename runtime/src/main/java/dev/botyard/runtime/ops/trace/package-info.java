/// Why a message was answered or not: what [dev.botyard.runtime.message.inbound.Journeys] keeps of the last messages, put together with the
/// plugins, runs and pushes that came of them when somebody asks.
package dev.botyard.runtime.ops.trace;
