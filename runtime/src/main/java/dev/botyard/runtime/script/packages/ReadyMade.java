package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.infra.json.Json;
import dev.botyard.runtime.infra.secret.PrivateFiles;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.runtime.script.modules.KnownPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The ready-made list where not all of it can be installed: the parts that can are there, and the packages that cannot are named. Which these
/// are stands in a file, for later starts and for whoever checks scripts without a host. Thread-safe.
public final class ReadyMade {
    /// So many failures before the first success mean that the source of packages is away.
    private static final int ENOUGH = 3;
    private static final Logger log = LoggerFactory.getLogger(ReadyMade.class);

    private final Path root;

    ReadyMade(Path root) {
        this.root = root;
    }

    /// What came of a list.
    ///
    /// @param parts  the sets that are installed
    /// @param failed why a package is not, by its name
    record Outcome(List<String> list, List<List<String>> parts, Map<String, String> failed) {
        Outcome {
            list = list == null ? List.of() : List.copyOf(list);
            parts = parts == null ? List.of() : List.copyOf(parts);
            failed = failed == null ? Map.of() : Map.copyOf(failed);
        }
    }

    /// Installs a set, or throws.
    @FunctionalInterface
    interface Step {
        void install(List<String> set) throws InterruptedException;
    }

    /// The packages of the list that plugins of this language have, or will have when they are installed.
    ///
    /// @param root where packages lie
    public static List<String> provided(Path root, Language language) {
        List<String> list = list(language);
        Set<String> failed = new ReadyMade(root).outcome(language).map(outcome -> outcome.failed().keySet()).orElse(Set.of());
        return list.stream().filter(one -> !failed.contains(one)).toList();
    }

    static List<String> list(Language language) {
        return KnownPackages.of(language).ready().stream().sorted().toList();
    }

    /// What came of the list as it is now, nothing where all of it is there or nobody has tried.
    Optional<Outcome> outcome(Language language) {
        Path file = file(language);
        try {
            return Files.exists(file)
                    ? Optional.of(Json.MAPPER.readValue(Files.readString(file), Outcome.class))
                            .filter(outcome -> outcome.list().equals(list(language)))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            log.warn("{} cannot be read and is left out: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /// Installs the list, in parts where the whole does not go.
    ///
    /// @throws InstallFailedException when none of it goes
    void install(Language language, Step step) throws InterruptedException {
        List<String> list = list(language);
        try {
            step.install(list);
            forget(language);
        } catch (InstallFailedException whole) {
            List<List<String>> parts = new ArrayList<>();
            Map<String, String> failed = new LinkedHashMap<>();
            halves(list, step, parts, failed);
            if (parts.isEmpty()) {
                list.forEach(one -> failed.putIfAbsent(one, whole.getMessage()));
                keep(language, new Outcome(list, parts, failed));
                throw whole;
            }
            keep(language, new Outcome(list, parts, failed));
            failed.forEach((name, why) -> log.error("of the ready-made list, plugins do without {}, and have the rest: {}", name,
                    why));
        }
    }

    /// Tries once more what could not be installed.
    ///
    /// @return whether something has come
    boolean mend(Language language, Step step) throws InterruptedException {
        Outcome before = outcome(language).orElse(new Outcome(List.of(), List.of(), Map.of()));
        List<List<String>> parts = new ArrayList<>(before.parts());
        Map<String, String> failed = new LinkedHashMap<>();
        for (String one : before.failed().keySet()) {
            single(one, step, parts, failed);
        }
        if (parts.size() == before.parts().size()) {
            return false;
        }
        keep(language, new Outcome(before.list(), parts, failed));
        return true;
    }

    private static void halves(List<String> set, Step step, List<List<String>> parts, Map<String, String> failed)
            throws InterruptedException {
        if (set.size() == 1) {
            single(set.getFirst(), step, parts, failed);
            return;
        }
        int middle = set.size() / 2;
        for (List<String> half : List.of(set.subList(0, middle), set.subList(middle, set.size()))) {
            if (parts.isEmpty() && failed.size() >= ENOUGH) {
                return;
            }
            if (half.size() > 1) {
                try {
                    step.install(half);
                    parts.add(List.copyOf(half));
                    continue;
                } catch (InstallFailedException _) {
                    // Its own halves tell which of them it is.
                }
            }
            halves(half, step, parts, failed);
        }
    }

    private static void single(String name, Step step, List<List<String>> parts, Map<String, String> failed)
            throws InterruptedException {
        try {
            step.install(List.of(name));
            parts.add(List.of(name));
        } catch (InstallFailedException e) {
            failed.put(name, e.getMessage());
        }
    }

    private void keep(Language language, Outcome outcome) {
        try {
            PrivateFiles.replace(file(language), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(outcome) + "\n");
        } catch (IOException e) {
            log.warn("what came of the ready-made list was not kept, so the next start tries it anew: {}", e.getMessage());
        }
    }

    private void forget(Language language) {
        try {
            Files.deleteIfExists(file(language));
        } catch (IOException e) {
            log.warn("{} is old and was not removed: {}", file(language), e.getMessage());
        }
    }

    private Path file(Language language) {
        return root.resolve("ready-" + language.packageManager() + ".json");
    }
}
