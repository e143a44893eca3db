package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.access.OperatorSession;
import dev.botyard.runtime.net.access.Role;
import java.time.Instant;
import java.util.Optional;

/// A session as operators see it. Immutable.
///
/// @param agent   what the browser calls itself
/// @param current whether it is the one that asks
/// @param by      the name of the token that let it in, `admin` for the admin token and for a login link
record SessionRecord(String id, Instant since, Instant seen, Instant expires, String agent, String by, Role role,
        boolean current) {

    static SessionRecord of(OperatorSession session, Role role, Optional<String> own) {
        return new SessionRecord(session.id(), session.since(), session.seen(), session.expires(), session.agent(), session.by(),
                role,
                own.filter(session.id()::equals).isPresent());
    }
}
