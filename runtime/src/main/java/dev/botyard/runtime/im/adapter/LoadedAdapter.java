package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import java.nio.file.Path;
import java.time.Instant;

/// A loaded version of an adapter jar. Immutable.
///
/// @param facts      what the jar says about itself
/// @param source     the jar that a person put there, not the copy it was loaded from
/// @param bundled    whether it lies in the distribution and not in the home folder
/// @param generation grows with every load on this host, so that two loads of one jar can be told apart
public record LoadedAdapter(JarFacts facts, Path source, boolean bundled, AdapterDescriptor descriptor, AdapterFactory factory,
        ClassLoader classLoader, Instant loadedAt, long generation) {

    public String id() {
        return facts.id();
    }

    public String version() {
        return facts.version();
    }

    /// Whether an account of `imType` may use it when its file names it.
    public boolean mayServe(String imType) {
        return descriptor.anyImType() || descriptor.imTypes().contains(imType);
    }

    @Override
    public String toString() {
        return id() + " " + version();
    }
}
