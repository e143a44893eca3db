package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.access.OperatorSession;
import java.time.Instant;
import java.util.Optional;

/// A session as operators see it. Immutable.
///
/// @param agent   what the browser calls itself
/// @param current whether it is the one that asks
record SessionRecord(String id, Instant since, Instant seen, Instant expires, String agent, boolean current) {

    static SessionRecord of(OperatorSession session, Optional<String> own) {
        return new SessionRecord(session.id(), session.since(), session.seen(), session.expires(), session.agent(),
                own.filter(session.id()::equals).isPresent());
    }
}
