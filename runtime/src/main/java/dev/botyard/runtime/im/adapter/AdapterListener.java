package dev.botyard.runtime.im.adapter;

/// Hears of changes after the new version was loaded and checked. Called on one virtual thread, in order, never under a lock.
@FunctionalInterface
public interface AdapterListener {

    /// Stops what uses `change.before()` and starts it on `change.after()`; the old version is unloaded when this returns.
    /// Must not call the loader, which waits for it.
    void changed(AdapterChange change) throws InterruptedException;
}
