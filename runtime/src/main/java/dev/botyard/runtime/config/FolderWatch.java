package dev.botyard.runtime.config;

import dev.botyard.runtime.infra.secret.Sha256;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports files that came, changed or went in some folders, not below them. Polls, because notifications of the operating system
/// miss network folders and mounts of containers. A state is reported when two polls in a row saw it, so half-written files are left alone;
/// a file that was touched and holds what it held is not reported.
public final class FolderWatch implements Service {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);
    private static final long INTERVAL_MILLIS = 500;

    private final List<Path> folders;
    private final PathMatcher names;
    private final Consumer<FileChanges> listener;
    private final Map<Path, Known> known = new HashMap<>();
    private Map<Path, Stamp> before = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<Path, String> complaints = new HashMap<>();
    private boolean started;

    /// @param names a glob for file names, such as `*.{yaml,yml}`
    public FolderWatch(List<Path> folders, String names, Consumer<FileChanges> listener) {
        this.folders = List.copyOf(folders);
        this.names = FileSystems.getDefault().getPathMatcher("glob:" + names);
        this.listener = listener;
    }

    /// Takes what is there now as known, without a report. Call it before the first reading of the files, so that no change falls
    /// between the two.
    public synchronized void baseline() {
        before = look(Map.of());
        known.clear();
        before.forEach((file, stamp) -> known.put(file, new Known(stamp, hash(file))));
    }

    /// Polls on a virtual thread of its own, where the listener is called too.
    @Override
    public synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        Threads.startVirtual("folder-watch", this::loop);
    }

    private void loop() {
        try {
            while (!stopped.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    poll();
                } catch (RuntimeException failure) {
                    log.error("Changes in {} could not be applied", folders, failure);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks once, and reports what has settled.
    public synchronized void poll() {
        Map<Path, Stamp> now = look(before);
        List<Path> added = new ArrayList<>();
        List<Path> changed = new ArrayList<>();
        List<Path> removed = new ArrayList<>();
        now.forEach((file, stamp) -> {
            Known old = known.get(file);
            if ((old != null && old.stamp.equals(stamp)) || !stamp.equals(before.get(file))) {
                return;
            }
            String hash = hash(file);
            if (hash.isEmpty()) {
                return;
            }
            known.put(file, new Known(stamp, hash));
            if (old == null) {
                added.add(file);
            } else if (!old.hash.equals(hash)) {
                changed.add(file);
            }
        });
        for (Path file : List.copyOf(known.keySet())) {
            if (!now.containsKey(file) && !before.containsKey(file)) {
                known.remove(file);
                removed.add(file);
            }
        }
        before = now;
        added.sort(null);
        changed.sort(null);
        removed.sort(null);
        FileChanges changes = new FileChanges(added, changed, removed);
        if (!changes.none()) {
            listener.accept(changes);
        }
    }

    private Map<Path, Stamp> look(Map<Path, Stamp> last) {
        Map<Path, Stamp> found = new HashMap<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, this::counts)) {
                for (Path entry : entries) {
                    Stamp stamp = Stamp.of(entry);
                    if (stamp != null) {
                        found.put(entry, stamp);
                    }
                }
                complaints.remove(folder);
            } catch (NoSuchFileException | NotDirectoryException _) {
                complaints.remove(folder);
            } catch (IOException | DirectoryIteratorException unreadable) {
                // Nothing is known about its files now, which is not the same as their absence.
                last.forEach((file, stamp) -> {
                    if (folder.equals(file.getParent())) {
                        found.put(file, stamp);
                    }
                });
                if (!Objects.equals(complaints.put(folder, String.valueOf(unreadable.getMessage())),
                        String.valueOf(unreadable.getMessage()))) {
                    log.warn("The folder {} cannot be read, changes in it are not seen: {}", folder, unreadable.getMessage());
                }
            }
        }
        return found;
    }

    private boolean counts(Path file) {
        Path name = file.getFileName();
        String text = name.toString();
        return !text.startsWith(".") && !text.endsWith("~") && !text.endsWith(".swp") && !text.endsWith(".tmp")
                && names.matches(name);
    }

    private static String hash(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), Sha256.start())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(((DigestInputStream) in).getMessageDigest());
        } catch (NoSuchFileException _) {
            return DanglingLink.is(file) ? "leads nowhere" : "";
        } catch (IOException unreadable) {
            // It is there, and its reader says better than a hash could what is wrong with it.
            return "unreadable " + unreadable.getMessage();
        }
    }

    /// Ends the polling. A report that is under way ends by itself.
    @Override
    public void close() {
        stopped.countDown();
    }

    private static Object changeTime(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ctime");
        } catch (UnsupportedOperationException | IllegalArgumentException _) {
            return "";
        }
    }

    private record Known(Stamp stamp, String hash) {}

    /// The time of change is what no program sets: a file rewritten in place with its old size and time has a new one.
    private record Stamp(long size, long modified, Object key, Object change) {
        private static final Stamp NOWHERE = new Stamp(-1, 0, "", "");

        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.isRegularFile()
                        ? new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                                attributes.fileKey(), changeTime(file))
                        : null;
            } catch (IOException _) {
                return DanglingLink.is(file) ? NOWHERE : null;
            }
        }
    }
}
