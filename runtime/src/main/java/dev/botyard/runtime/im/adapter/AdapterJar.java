package dev.botyard.runtime.im.adapter;

import dev.botyard.runtime.config.DanglingLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A jar in a folder and what is known about it. Confined to the loader's lock.
final class AdapterJar {
    private final Path path;
    private final boolean bundled;
    private String hash = "";
    private String lastId = "";
    private @Nullable JarFacts facts;
    private @Nullable RefusedJar refusal;

    AdapterJar(Path path, boolean bundled) {
        this.path = path;
        this.bundled = bundled;
    }

    Path path() {
        return path;
    }

    boolean bundled() {
        return bundled;
    }

    /// Whether the file holds what was read last.
    boolean unchanged() {
        return !hash.isEmpty() && hash.equals(hashNow());
    }

    /// Reads the file from outside; sets the facts or the refusal.
    void read(Instant now) {
        hash = hashNow();
        refusal = null;
        if (facts != null) {
            lastId = facts.id();
        }
        facts = null;
        if (DanglingLink.is(path)) {
            refuse(DanglingLink.sentence(path), now);
            return;
        }
        try {
            facts = JarFacts.read(path, hash);
        } catch (JarRefusedException e) {
            refuse(e.getMessage(), now);
        }
    }

    private String hashNow() {
        try {
            return ShadowCopies.hash(path);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    /// The ids it stands for: what it says now, and what it said before, whose adapter may still be running.
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        if (!lastId.isEmpty()) {
            ids.add(lastId);
        }
        if (facts != null) {
            ids.add(facts.id());
        }
        return ids;
    }

    /// What it says about itself, unless that could not be read.
    Optional<JarFacts> facts() {
        return Optional.ofNullable(facts);
    }

    Optional<RefusedJar> refusal() {
        return Optional.ofNullable(refusal);
    }

    void refuse(String reason, Instant now) {
        refusal = new RefusedJar(path, bundled, reason, now);
    }

    void accept() {
        refusal = null;
    }
}
