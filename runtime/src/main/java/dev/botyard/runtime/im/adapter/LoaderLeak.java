package dev.botyard.runtime.im.adapter;

import java.time.Instant;
import java.util.List;

/// A class loader that was closed and is still held by something.
///
/// @param suspects who may hold it: threads with code of the adapter; empty when no thread was found
public record LoaderLeak(String adapterId, String version, long generation, Instant closedAt, List<String> suspects) {

    @Override
    public String toString() {
        return "adapter " + adapterId + " " + version + " (load " + generation + "): "
                + (suspects.isEmpty()
                        ? "no thread was found; look for static fields, thread locals, shutdown hooks and caches of shared libraries"
                        : String.join("; ", suspects));
    }
}
