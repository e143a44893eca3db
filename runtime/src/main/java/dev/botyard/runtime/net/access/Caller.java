package dev.botyard.runtime.net.access;

import dev.botyard.runtime.infra.json.Shown;

/// Who makes a request. Immutable.
///
/// @param name the name of a token, [#ADMIN] for the admin token
/// @param session the id of the browser's session, `""` for a program that shows its token
public record Caller(String name, Role role, String session) {
    /// What the admin token is called.
    public static final String ADMIN = "admin";
    /// Whoever has the admin token.
    public static final Caller HOLDER = new Caller(ADMIN, Role.OPERATOR, "");

    /// As one word, for the audit log and for sentences.
    @Override
    public String toString() {
        return name + " (" + Shown.label(role) + (session.isEmpty() ? "" : ", in a browser") + ")";
    }
}
