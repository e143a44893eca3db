package dev.botyard.runtime.im.adapter;

import java.util.Optional;

/// An adapter came, was replaced, or went.
///
/// @param before the version that ran until now; its class loader is closed when the listeners have returned
/// @param after  the version to use from now on
public record AdapterChange(String id, Optional<LoadedAdapter> before, Optional<LoadedAdapter> after) {

    @Override
    public String toString() {
        return id + ": " + before.map(LoadedAdapter::version).orElse("none") + " → "
                + after.map(LoadedAdapter::version).orElse("none");
    }
}
