package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.infra.words.Sentence;
import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.Capability;
import dev.botyard.runtime.config.SettingView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A loaded adapter as operators see it. Immutable.
///
/// @param anyImType whether accounts of every IM type may name it
/// @param requires  the range of API versions that it works with
/// @param lacks     what scripts are told who ask for an ability that it lacks
/// @param settings  the form of an account's settings
public record AdapterRecord(String id, String name, String version, String provider, String license, List<String> imTypes,
        boolean anyImType, boolean bundled, String file, String sha256, String requires, Instant loadedAt,
        List<Capability> capabilities, @Sentence Map<Capability, String> lacks, List<SettingView> settings) {

    public static AdapterRecord of(LoadedAdapter adapter) {
        AdapterDescriptor descriptor = adapter.descriptor();
        JarFacts facts = adapter.facts();
        return new AdapterRecord(adapter.id(), descriptor.name(), adapter.version(), facts.provider(), facts.license(),
                descriptor.imTypes().stream().sorted().toList(), descriptor.anyImType(), adapter.bundled(),
                adapter.source().getFileName().toString(), facts.sha256(), facts.requires(), adapter.loadedAt(),
                descriptor.capabilities().stream().sorted(java.util.Comparator.comparing(Capability::name)).toList(),
                new TreeMap<>(descriptor.hints()), descriptor.schema().fields().stream().map(SettingView::of).toList());
    }

    /// A jar that was not loaded.
    public record Refused(String file, boolean bundled, @Sentence String reason, Instant since) {
        public static Refused of(RefusedJar jar) {
            return new Refused(jar.source().getFileName().toString(), jar.bundled(), jar.reason(), jar.since());
        }
    }
}
