package dev.botyard.runtime.script.packages;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.script.header.Language;
import dev.botyard.api.error.FullDisk;
import dev.botyard.runtime.config.ChildEnvironment;
import dev.botyard.runtime.script.header.PluginDependency;
import dev.botyard.runtime.script.plugin.PluginEnvironments;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.script.worker.Interpreters;
import dev.botyard.runtime.infra.folder.FolderTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs sets of packages and remembers where. Thread-safe; one installation of a set at a time.
public final class DependencyStore implements PluginEnvironments {
    private static final Logger log = LoggerFactory.getLogger(DependencyStore.class);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int TAIL_LINES = 15;
    /// What tells people that a long installation goes on.
    private static final Pattern PROGRESS = Pattern.compile("Collecting |Installing collected|added \\d");

    private final Path root;
    private final Function<Language, Installer> installers;
    private final Function<String, List<String>> common;
    private final Supplier<Map<String, String>> environment;
    private final BooleanSupplier readyMade;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Map<String, Missing> missing = new ConcurrentHashMap<>();
    private final Map<Path, String> leftOut = new ConcurrentHashMap<>();
    private final ReadyMade ready;
    /// What was tried once more in this run of the host.
    private final Set<Path> mended = ConcurrentHashMap.newKeySet();

    /// @param root       a folder of the home
    /// @param installers the package manager for a language, with the interpreter that is in force
    /// @param common      what all plugins may import, by the name of the package manager
    /// @param environment what the package managers get of the host's variables
    /// @param readyMade   whether all plugins have what most published scripts want
    public DependencyStore(Path root, Function<Language, Installer> installers, Function<String, List<String>> common,
            Supplier<Map<String, String>> environment, BooleanSupplier readyMade) {
        this.readyMade = readyMade;
        this.ready = new ReadyMade(root);
        this.environment = environment;
        this.root = root;
        this.installers = installers;
        this.common = common;
    }

    /// A set that is not there: it is being installed, or it could not be.
    private record Missing(String why, boolean failed) {}

    @Override
    public State of(Language language, List<PluginDependency> dependencies, Runnable changed) {
        Installer installer = installers.apply(language);
        List<String> own = dependencies.stream()
                .filter(one -> one.manager().isEmpty() || one.manager().equals(installer.name()))
                .map(one -> installer.requirement(one.name(), one.version())).sorted().distinct().toList();
        List<String> shared = common.apply(installer.name()).stream().sorted().distinct().toList();
        List<Path> folders = new ArrayList<>();
        Missing problem = own.isEmpty() ? null : find(installer, own, folders, changed);
        Missing sharedProblem = shared.isEmpty() ? null : find(installer, shared, folders, changed);
        if (problem == null && sharedProblem != null && !sharedProblem.failed()) {
            problem = sharedProblem;
        }
        // A set of its own: what fails in it leaves the operator's own list alone, and whoever installs it anew does so once.
        Missing readyProblem = readyMade.getAsBoolean() ? findReady(installer, folders, changed) : null;
        if (problem == null && readyProblem != null && !readyProblem.failed()) {
            problem = readyProblem;
        }
        // Packages for everybody that cannot be installed stop nobody: most plugins do without most of them.
        return problem != null
                ? State.missing(problem.why(), !problem.failed())
                : State.ready(folders.stream().map(installer::modules).toList(),
                        folders.stream().map(folder -> leftOut(installer, folder)).filter(sentence -> !sentence.isEmpty())
                                .toList());
    }

    private String leftOut(Installer installer, Path folder) {
        return leftOut.computeIfAbsent(folder, _ -> LeftOutScripts.sentence(installer, folder));
    }

    /// Adds where a set lies to `folders`, or starts its installation.
    ///
    /// @return null when it is there
    private Missing find(Installer installer, List<String> wanted, List<Path> folders, Runnable changed) {
        Path folder = folder(installer, wanted);
        if (Files.isDirectory(folder)) {
            folders.add(folder);
            return null;
        }
        return begin(folder, wanted, changed, () -> ensure(installer, wanted));
    }

    /// Adds where the ready-made list lies, or its parts where not all of it could be installed; what could not is tried once more in each
    /// run of the host, beside everything else.
    private Missing findReady(Installer installer, List<Path> folders, Runnable changed) {
        List<String> list = ReadyMade.list(installer.language());
        Path whole = folder(installer, list);
        if (list.isEmpty() || Files.isDirectory(whole)) {
            folders.addAll(list.isEmpty() ? List.of() : List.of(whole));
            return null;
        }
        List<Path> parts = ready.outcome(installer.language()).stream().flatMap(outcome -> outcome.parts().stream())
                .map(part -> folder(installer, part)).toList();
        ReadyMade.Step step = set -> ensure(installer, set);
        if (!parts.isEmpty() && parts.stream().allMatch(Files::isDirectory)) {
            folders.addAll(parts);
            if (mended.add(whole)) {
                Threads.startVirtual("install-again", () -> mend(installer, step, changed));
            }
            return null;
        }
        return begin(whole, list, changed, () -> {
            mended.add(whole);
            ready.install(installer.language(), step);
        });
    }

    private void mend(Installer installer, ReadyMade.Step step, Runnable changed) {
        try {
            if (ready.mend(installer.language(), step)) {
                changed.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What blocks while it installs.
    @FunctionalInterface
    private interface Installation {
        void go() throws InterruptedException;
    }

    private Missing begin(Path folder, List<String> wanted, Runnable changed, Installation installation) {
        Missing installing = new Missing("its packages are being installed: " + String.join(", ", wanted), false);
        Missing known = missing.putIfAbsent(folder.toString(), installing);
        if (known != null) {
            return known;
        }
        Threads.startVirtual("install-" + folder.getFileName(), () -> {
            try {
                installation.go();
                missing.remove(folder.toString());
            } catch (InstallFailedException e) {
                log.error("{}", e.getMessage());
                missing.put(folder.toString(), new Missing(e.getMessage(), true));
            } catch (InterruptedException e) {
                missing.remove(folder.toString());
            }
            changed.run();
        });
        return installing;
    }

    /// What could not be installed is tried again when somebody wants it next.
    public void retry() {
        missing.values().removeIf(Missing::failed);
        mended.clear();
    }

    /// The packages of the ready-made list that plugins of this language have, or will have when they are installed.
    public List<String> readyMade(Language language) {
        return readyMade.getAsBoolean() ? ReadyMade.provided(root, language) : List.of();
    }

    /// Installs one package for a run that asks for it; blocks.
    ///
    /// @return folders to search for modules
    public List<Path> ensure(Language language, String packageName, String version) throws InterruptedException {
        Installer installer = installers.apply(language);
        return ensure(installer, List.of(installer.requirement(packageName, version)));
    }

    private List<Path> ensure(Installer installer, List<String> requirements) throws InterruptedException {
        for (String requirement : requirements) {
            if (requirement.startsWith("-") || requirement.chars().anyMatch(c -> c < ' ')) {
                throw new InstallFailedException("'" + requirement + "' is not the name of a package");
            }
        }
        Path folder = folder(installer, requirements);
        synchronized (locks.computeIfAbsent(folder.toString(), key -> new Object())) {
            if (!Files.isDirectory(folder)) {
                build(installer, requirements, folder);
            }
        }
        return List.of(installer.modules(folder));
    }

    /// The same set has the same name, whoever wants it.
    private Path folder(Installer installer, List<String> requirements) {
        String key = installer.kind() + "|" + String.join("|", requirements.stream().sorted().toList());
        return root.resolve(installer.name() + "-" + Sha256.hex(key).substring(0, 20));
    }

    private void build(Installer installer, List<String> requirements, Path folder) throws InterruptedException {
        log.info("installing {} with {}", String.join(", ", requirements), installer.name());
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            delete(part);
            Files.createDirectories(part);
            run(installer, requirements, part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            log.info("installed {} in {}", String.join(", ", requirements), folder);
        } catch (IOException e) {
            throw failed(installer, requirements, FullDisk.meaning(e));
        } finally {
            delete(part);
        }
    }

    private void run(Installer installer, List<String> requirements, Path part) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(installer.install(requirements, part)).redirectErrorStream(true)
                .directory(part.toFile());
        ChildEnvironment.give(builder, environment.get());
        builder.environment().putAll(installer.sources().variables());
        Process process = start(builder, installer);
        Deque<String> tail = new ArrayDeque<>();
        Thread reading = Threads.startVirtual("install-output", () -> read(process, tail));
        boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        reading.join();
        if (!ended || process.exitValue() != 0) {
            synchronized (tail) {
                throw failed(installer, requirements,
                        (ended ? "" : "it took longer than 10 minutes; ") + LastWords.of(tail));
            }
        }
    }

    private static Process start(ProcessBuilder builder, Installer installer) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw Interpreters.cannotRun(installer.command(), installer.language(), e);
        }
    }

    private static void read(Process process, Deque<String> tail) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (PROGRESS.matcher(line).lookingAt()) {
                    log.info("install: {}", LastWords.masked(line));
                } else {
                    log.debug("install: {}", LastWords.masked(line));
                }
                synchronized (tail) {
                    tail.addLast(line);
                    if (tail.size() > TAIL_LINES) {
                        tail.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            log.debug("the output of an installation ended: {}", e.getMessage());
        }
    }

    private static InstallFailedException failed(Installer installer, List<String> requirements, String why) {
        return new InstallFailedException(
                installer.name() + " could not install " + String.join(", ", requirements) + ": " + why);
    }

    private static void delete(Path folder) {
        try {
            FolderTree.remove(folder);
        } catch (IOException e) {
            log.warn("the folder {} of a failed installation was not removed: {}", folder, e.getMessage());
        }
    }
}
