package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Adapters without jars, for tests that only need to know what an adapter says of itself.
public final class SampleAdapters {
    private SampleAdapters() {}

    public static AdapterCatalog catalog(LoadedAdapter... adapters) {
        return new AdapterCatalog(Stream.of(adapters).toList(), List.of());
    }

    /// An adapter that was loaded as the `generation`-th.
    public static LoadedAdapter loaded(AdapterDescriptor descriptor, long generation) {
        return loaded(descriptor, SampleAdapters.class.getClassLoader(), generation);
    }

    static LoadedAdapter loaded(AdapterDescriptor descriptor, ClassLoader inside, long generation) {
        AdapterCode code = AdapterCode.from(() -> new AdapterCode.Opened(null, inside, Optional.empty()));
        return new LoadedAdapter(new JarFacts(descriptor.id(), "1.0.0", "", "", "", "*", "0"), Path.of(descriptor.id() + ".jar"),
                false, descriptor, code, Instant.EPOCH, generation);
    }
}
