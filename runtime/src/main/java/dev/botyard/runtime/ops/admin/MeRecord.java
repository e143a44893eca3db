package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.access.Role;

/// Who asks. Immutable.
///
/// @param name the name of a token, `admin` for the admin token
record MeRecord(String name, Role role) {}
