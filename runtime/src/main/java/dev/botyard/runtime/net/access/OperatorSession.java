package dev.botyard.runtime.net.access;

import java.time.Instant;

/// A browser that was let in.
///
/// @param id    what operators name it by; no secret
/// @param agent what the browser calls itself
/// @param by    the name of the token that let it in, [Caller#ADMIN] for the admin token and for a login link
public record OperatorSession(String id, Instant since, Instant seen, Instant expires, String agent, String by) {

    public OperatorSession {
        // What hosts before the first named token have kept.
        by = by == null ? Caller.ADMIN : by;
    }

    /// One that the admin token let in.
    public OperatorSession(String id, Instant since, Instant seen, Instant expires, String agent) {
        this(id, since, seen, expires, agent, Caller.ADMIN);
    }
}
