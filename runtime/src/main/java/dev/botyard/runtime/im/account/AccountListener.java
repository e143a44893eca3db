package dev.botyard.runtime.im.account;

import org.jspecify.annotations.Nullable;

/// Hears of status changes: after the change, in order, on one virtual thread, never under a lock.
@FunctionalInterface
public interface AccountListener {

    /// An account has changed.
    ///
    /// @param before null when it is new
    /// @param after  null when it is gone
    void changed(@Nullable Account before, @Nullable Account after);
}
