package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import java.nio.file.Path;
import java.time.Instant;

/// A version of an adapter jar that accounts may use. Its classes are loaded when the first of them asks.
///
/// @param facts      what the jar says about itself
/// @param source     the jar that a person put there, not the copy it was loaded from
/// @param bundled    whether it lies in the distribution and not in the home folder
/// @param code       its classes
/// @param loadedAt   since when accounts may use it
/// @param generation grows with every version on this host, so that two of one jar can be told apart
public record LoadedAdapter(JarFacts facts, Path source, boolean bundled, AdapterDescriptor descriptor, AdapterCode code,
        Instant loadedAt, long generation) {

    public String id() {
        return facts.id();
    }

    public String version() {
        return facts.version();
    }

    /// What makes its accounts; loads it if that has not been done.
    ///
    /// @throws AdapterException `COMMUNICATION` when its jar can no longer be read as it was: one that is being replaced is read again soon
    public AdapterFactory factory() throws InterruptedException {
        return opened().factory();
    }

    /// The loader of its classes; loads it as [#factory] does.
    ClassLoader classLoader() throws InterruptedException {
        return opened().classLoader();
    }

    private AdapterCode.Opened opened() throws InterruptedException {
        try {
            return code.get();
        } catch (JarRefusedException e) {
            throw new AdapterException(ErrorKind.COMMUNICATION,
                    "adapter " + this + " cannot be loaded from " + source.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /// Whether its classes are in memory.
    public boolean inMemory() {
        return code.inMemory();
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
