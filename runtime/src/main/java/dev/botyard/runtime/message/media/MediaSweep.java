package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.HostSettings.MediaSettings;
import dev.botyard.runtime.infra.thread.Service;
import dev.botyard.runtime.infra.thread.Threads;
import dev.botyard.runtime.infra.thread.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a folder of media within its age and size: what was not used for too long goes, then what was not used for longest. A file
/// stays while an address for it is valid, while a queued push needs it, and for [#IN_USE] after its last use.
///
/// Two folders are swept: the media store, whose files are touched at each use, and what scripts downloaded, whose age counts from the download.
public final class MediaSweep implements Service {
    static final Duration IN_USE = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(MediaSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Path store;
    private final Duration maxAge;
    private final long maxBytes;
    private final MediaLinks links;
    private final Supplier<Set<Path>> needed;
    private final Ticker ticker;
    private Ticker.Ticking sweeps = () -> {};

    /// Sweeps the media store.
    ///
    /// @param needed what stays in any case
    public static MediaSweep ofStore(Path store, MediaSettings settings, MediaLinks links, Supplier<Set<Path>> needed,
            Ticker ticker) {
        return new MediaSweep(store, settings.maxAge(), settings.maxStoreBytes(), links, needed, ticker);
    }

    /// Sweeps what scripts downloaded.
    ///
    /// @param needed what stays in any case
    public static MediaSweep ofDownloads(Path folder, MediaSettings settings, MediaLinks links, Supplier<Set<Path>> needed,
            Ticker ticker) {
        return new MediaSweep(folder, settings.filesMaxAge(), settings.filesMaxBytes(), links, needed, ticker);
    }

    /// @param maxAge   since the last use
    /// @param maxBytes of all files together
    /// @param needed   what stays in any case
    MediaSweep(Path store, Duration maxAge, long maxBytes, MediaLinks links, Supplier<Set<Path>> needed,
            Ticker ticker) {
        this.store = store;
        this.maxAge = maxAge;
        this.maxBytes = maxBytes;
        this.links = links;
        this.needed = needed;
        this.ticker = ticker;
    }

    private record Kept(Path file, Instant used, long bytes) {}

    /// Sweeps now and from time to time.
    @Override
    public void start() {
        Threads.startVirtual("media-sweep", this::sweep);
        sweeps = ticker.everyApart(EVERY, "media-sweep", this::sweep);
    }

    /// Deletes what is too old or too much.
    ///
    /// @return how many files went
    int sweep() {
        List<Kept> files = files();
        long total = files.stream().mapToLong(Kept::bytes).sum();
        Instant now = ticker.instant();
        Set<Path> stays = needed.get();
        int deleted = 0;
        for (Kept kept : files) {
            boolean old = kept.used.isBefore(now.minus(maxAge));
            boolean spare = total > maxBytes && kept.used.isBefore(now.minus(IN_USE));
            if ((old || spare) && !stays.contains(kept.file) && !links.leadTo(kept.file)
                    && delete(kept.file)) {
                total -= kept.bytes;
                deleted++;
            }
        }
        if (deleted > 0) {
            log.info("{} files of {} were deleted; {} MB are kept", deleted, store, total >> 20);
        }
        return deleted;
    }

    /// Those that were not used for longest first.
    private List<Kept> files() {
        List<Kept> kept = new ArrayList<>();
        if (!Files.isDirectory(store)) {
            return kept;
        }
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
                kept.add(new Kept(file, Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("the folder {} cannot be swept: {}", store, e.getMessage());
        }
        kept.sort(Comparator.comparing(Kept::used));
        return kept;
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", file, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        sweeps.close();
    }
}
