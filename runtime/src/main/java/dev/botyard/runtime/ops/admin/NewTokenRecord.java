package dev.botyard.runtime.ops.admin;

import dev.botyard.runtime.net.access.Role;

/// A token that was made, the one time that it is shown. Immutable.
record NewTokenRecord(String name, Role role, String token) {
    @Override
    public String toString() {
        return "NewTokenRecord[" + name + "]";
    }
}
