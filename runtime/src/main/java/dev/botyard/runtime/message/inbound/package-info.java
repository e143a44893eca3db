/// Messages in: [dev.botyard.runtime.message.inbound.InboundPipeline] drops what was seen before, remembers the message, gives it to whoever
/// waits for it, else hands it up to the plugins. Runs on the adapter's thread.
/// An answer may come before its script waits: [dev.botyard.runtime.message.inbound.EarlyAnswers].
@NullMarked
package dev.botyard.runtime.message.inbound;

import org.jspecify.annotations.NullMarked;
