package dev.botyard.runtime.im.adapter;

import dev.botyard.api.adapter.AdapterDescriptor;
import dev.botyard.api.adapter.AdapterFactory;
import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.json.Shown;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What jars said of themselves when their code was asked, by the hash of the jar: so that the same jar need not be loaded to be asked again.
/// Kept in a file for the next start, of the same host on the same Java; whoever loses the file loses a moment. Confined to the loader's lock.
final class DescriptorShelf {
    private static final Logger log = LoggerFactory.getLogger(DescriptorShelf.class);

    private final Path file;
    private final String host = host();
    private final Map<String, JsonNode> written = new HashMap<>();
    private boolean changed;

    DescriptorShelf(Path file) {
        this.file = file;
    }

    /// What an earlier host left.
    void read() {
        try {
            JsonNode kept = Json.MAPPER.readTree(Files.readString(file));
            if (kept.path("host").stringValue("").equals(host)) {
                kept.path("jars").properties().forEach(jar -> written.put(jar.getKey(), jar.getValue()));
            }
        } catch (NoSuchFileException _) {
            log.debug("no adapter has described itself before");
        } catch (IOException | JacksonException e) {
            log.info("{} cannot be read ({}), so every adapter is asked anew", file, e.getMessage());
        }
    }

    /// What the jar said, if it was asked before and would say the same again.
    Optional<AdapterDescriptor> find(JarFacts facts) {
        return Optional.ofNullable(written.get(facts.sha256())).flatMap(node -> {
            try {
                return Optional.of(WrittenDescriptor.read(node)).filter(known -> known.id().equals(facts.id()));
            } catch (RuntimeException e) {
                log.info("what is kept of adapter {} makes no sense ({}), so it is asked anew", facts.id(), e.toString());
                return Optional.empty();
            }
        });
    }

    /// Keeps what the code of a jar said.
    void put(JarFacts facts, AdapterDescriptor said) {
        JsonNode node = WrittenDescriptor.of(said).json();
        changed |= !node.equals(written.put(facts.sha256(), node));
    }

    /// Writes what has changed, of these jars alone.
    void save(Collection<JarFacts> jars) {
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        jars.stream().map(JarFacts::sha256).filter(written::containsKey).forEach(jar -> kept.put(jar, written.get(jar)));
        if (!changed && kept.size() == written.size()) {
            return;
        }
        written.keySet().retainAll(kept.keySet());
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.writeString(draft, Shown.text(Map.of("host", host, "jars", kept)));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            changed = false;
        } catch (IOException e) {
            log.info("{} cannot be written ({}), so the next start asks every adapter anew", file, e.getMessage());
        }
    }

    /// Another build of the host may understand descriptors differently, and another Java may load what this one does not.
    private static String host() {
        return Stream.of(DescriptorShelf.class, AdapterFactory.class).map(DescriptorShelf::origin)
                .collect(Collectors.joining(" ", "Java " + Runtime.version() + " ", ""));
    }

    /// Asked of the class's own file: the code source of a class that comes out of a class data archive has no location when the jars have
    /// been moved since, as those of a release have.
    private static String origin(Class<?> type) {
        try {
            URI place = type.getResource(type.getSimpleName() + ".class").toURI();
            Path jar = Path.of(place.getScheme().equals("jar")
                    ? URI.create(place.getRawSchemeSpecificPart().split("!/", 2)[0])
                    : place);
            return jar.getFileName() + ":" + Files.size(jar) + ":" + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the host cannot find its own jars: " + e, e);
        }
    }
}
