package dev.botyard.runtime.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Where the values of settings and account files come from, as far as it matters who else may see them. Thread-safe.
///
/// The names of variables are kept until the process ends, as the secrets themselves are.
public final class SecretSources {
    private final Set<String> variables = ConcurrentHashMap.newKeySet();
    private final Map<Path, Set<Path>> secretFiles = new ConcurrentHashMap<>();
    private final Map<Path, Set<Path>> referencedFiles = new ConcurrentHashMap<>();

    /// A file is about to be read again.
    void forget(Path file) {
        secretFiles.remove(file);
        referencedFiles.remove(file);
    }

    void variable(String name) {
        variables.add(name);
    }

    /// `file` holds a secret itself.
    void secretIn(Path file) {
        secretFiles.computeIfAbsent(file, _ -> ConcurrentHashMap.newKeySet()).add(file);
    }

    /// A value of `file` is what `target` holds.
    void referenced(Path file, Path target) {
        referencedFiles.computeIfAbsent(file, _ -> ConcurrentHashMap.newKeySet()).add(target);
    }

    /// Names of the environment variables that `${env:…}` named so far. Grows only.
    public Set<String> variables() {
        return variables;
    }

    /// Files in which secrets are written.
    public Set<Path> secretFiles() {
        return all(secretFiles);
    }

    /// What `${file:…}` named.
    public Set<Path> referencedFiles() {
        return all(referencedFiles);
    }

    private static Set<Path> all(Map<Path, Set<Path>> byReader) {
        Set<Path> files = new TreeSet<>();
        byReader.values().forEach(files::addAll);
        return files;
    }
}
