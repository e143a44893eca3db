package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.infra.store.AuditLog;
import java.time.Instant;

/// A change that somebody asked for, as operators see it. Immutable.
///
/// @param who    the name of a token, `admin` for the admin token
/// @param status what was answered: 200 and above it was done, 403 the role was not enough
/// @param origin `token` for a program, else the id of a browser's session
record AuditRecord(long number, Instant time, String who, String role, String method, String path, int status, String origin) {

    static AuditRecord of(AuditLog.Row row) {
        return new AuditRecord(row.number(), row.time(), row.who(), row.role(), row.method(), row.path(), row.status(),
                row.origin());
    }
}
