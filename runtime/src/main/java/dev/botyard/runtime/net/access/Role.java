package dev.botyard.runtime.net.access;

/// What somebody may do; each one may what those before may.
public enum Role {
    /// Sees how the host is and what happens on it.
    VIEWER,
    /// Writes and runs plugins, sends, and reads what plugins keep.
    AUTHOR,
    /// Everything.
    OPERATOR;

    /// Whether this role is enough where `needed` is asked for.
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
