package dev.botyard.runtime.message.outbound;

import dev.botyard.api.conversation.Target;

/// A push or a reply that was checked and has an id, to be delivered once or, when it is queued, until it is sent.
///
/// @param id        the platform gets it, too, and may use it to drop what was sent twice
/// @param im        the canonical IM type
/// @param inReplyTo the message that is answered, `""` for none
record Order(String id, PushRequest request, PushOptions options, boolean reply, String im, Target target, String inReplyTo) {

    /// The same, through this account alone.
    Order through(String account) {
        return new Order(id, request, options.through(account), reply, im, target, inReplyTo);
    }
}
