/// Messages out: [dev.botyard.runtime.message.outbound.Dispatcher] takes pushes and replies, picks the account, sends in order per chat and says
/// what happened in a [dev.botyard.runtime.message.outbound.PushReceipt]. Blocking; called on the caller's virtual thread.
@NullMarked
package dev.botyard.runtime.message.outbound;

import org.jspecify.annotations.NullMarked;
