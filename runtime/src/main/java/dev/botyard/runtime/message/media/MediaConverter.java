package dev.botyard.runtime.message.media;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.message.Media;
import dev.botyard.runtime.infra.thread.Ticker;
import dev.botyard.runtime.message.outbound.MediaConversion;
import dev.botyard.runtime.message.outbound.PushKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Converts with ffmpeg what a platform does not play. Results lie in the media store under the hash of what they were made from, so the
/// same bytes are converted once. Thread-safe; blocks its caller.
///
/// [#AT_ONCE] conversions run, [#MAX_WAITING] wait; the next one is refused as rate-limited.
public final class MediaConverter implements MediaConversion, AutoCloseable {
    static final int AT_ONCE = 2;
    static final int MAX_WAITING = 32;
    private static final Logger log = LoggerFactory.getLogger(MediaConverter.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final long SPARE_BYTES = 1 << 20;
    private static final int HEAD_BYTES = 64;

    private final Path store;
    private final Supplier<FfmpegProgram> program;
    private final MediaLinks links;
    private final long maxBytes;
    private final Semaphore slots = new Semaphore(AT_ONCE, true);
    /// One at a time for the same bytes, so that what is pushed to many is converted once. Other bytes rarely share a lock.
    private final List<Lock> contents = Stream.<Lock>generate(ReentrantLock::new).limit(64).toList();
    private final AtomicInteger asked = new AtomicInteger();
    private final FfmpegRuns runs;
    private final Ticker ticker;

    /// @param store    where fetched and decoded media lie, too
    /// @param maxBytes the largest result
    public MediaConverter(Path store, Supplier<FfmpegProgram> program, MediaLinks links, long maxBytes, Ticker ticker) {
        this.store = store;
        this.program = program;
        this.links = links;
        this.maxBytes = maxBytes;
        this.ticker = ticker;
        this.runs = new FfmpegRuns(ticker);
    }

    @Override
    public Media fit(Media media, PushKind kind, List<String> formats, String im, Duration atMost) throws InterruptedException {
        String format = format(media, kind);
        if (format.equals(MimeTypes.UNKNOWN)) {
            return media;
        }
        if (formats.contains(format)) {
            return formats.contains(MimeTypes.canonical(media.mimeType())) ? media : named(media, media.name(), format);
        }
        Job job = new Job(media, kind, format, FfmpegCommand.writable(kind, formats),
                media.name() + " is " + format + ", and " + im + " plays only " + String.join(", ", formats) + " as "
                        + kind.label());
        if (!FfmpegCommand.reads(format)) {
            throw job.refused("ffmpeg cannot read " + format);
        }
        if (job.targets.isEmpty()) {
            throw job.refused("the host can make none of these");
        }
        Duration limit = atMost.compareTo(LONGEST) < 0 ? atMost : LONGEST;
        return job.convert(ticker.in(limit));
    }

    /// What the bytes say it is, else what it is said to be. Sound alone in a container is `audio/…` whatever the container's own name is.
    private static String format(Media media, PushKind kind) {
        try (InputStream in = media.open()) {
            String sniffed = MimeTypes.sniff(in.readNBytes(HEAD_BYTES));
            String type = sniffed.equals(MimeTypes.UNKNOWN) ? MimeTypes.canonical(media.mimeType()) : sniffed;
            if (kind == PushKind.VOICE && type.startsWith("video/")) {
                return "audio/" + type.substring("video/".length());
            }
            return kind == PushKind.VIDEO && type.matches("audio/(mp4|ogg|webm)") ? type.replace("audio/", "video/") : type;
        } catch (IOException e) {
            throw new AdapterException(ErrorKind.MEDIA, media.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Media named(Media media, String name, String format) {
        return new HostMedia(media.source(), name, format, media.remote().orElse(null),
                () -> new RemoteFetch.Fetched(media.file(), name, format), links);
    }

    /// How many conversions wait for their turn.
    int waiting() {
        return Math.max(0, asked.get() - AT_ONCE);
    }

    /// Kills what runs.
    @Override
    public void close() {
        runs.close();
    }

    /// One medium on its way into another format.
    private final class Job {
        private final Media media;
        private final PushKind kind;
        private final String format;
        private final List<String> targets;
        private final String complaint;

        Job(Media media, PushKind kind, String format, List<String> targets, String complaint) {
            this.media = media;
            this.kind = kind;
            this.format = format;
            this.targets = targets;
            this.complaint = complaint;
        }

        Media convert(long deadline) throws InterruptedException {
            try {
                String hash = ContentHash.of(media.file());
                Optional<Media> kept = kept(hash);
                return kept.isPresent() ? kept.get() : inTurn(hash, deadline);
            } catch (IOException e) {
                throw refused("it could not be put into the media store: " + FullDisk.meaning(e));
            }
        }

        private Media inTurn(String hash, long deadline) throws IOException, InterruptedException {
            FfmpegProgram ffmpeg = program.get();
            Path found = ffmpeg.file();
            if (found == null) {
                throw refused(ffmpeg.problem());
            }
            if (asked.incrementAndGet() > AT_ONCE + MAX_WAITING) {
                asked.decrementAndGet();
                throw busy(MAX_WAITING + " conversions are already waiting");
            }
            try {
                Lock same = contents.get(Math.floorMod(hash.hashCode(), contents.size()));
                if (!same.tryLock(ticker.until(deadline), TimeUnit.NANOSECONDS)) {
                    throw tookAllTheTime();
                }
                try {
                    return inSlot(found, deadline);
                } finally {
                    same.unlock();
                }
            } finally {
                asked.decrementAndGet();
            }
        }

        private Media inSlot(Path ffmpeg, long deadline) throws IOException, InterruptedException {
            if (!slots.tryAcquire(ticker.until(deadline), TimeUnit.NANOSECONDS)) {
                throw tookAllTheTime();
            }
            try {
                return converted(ffmpeg, deadline);
            } finally {
                slots.release();
            }
        }

        private Media converted(Path ffmpeg, long deadline) throws IOException, InterruptedException {
            Files.createDirectories(store);
            Path input = Files.createTempFile(store, "part", "");
            try {
                String hash;
                try (OutputStream copy = Files.newOutputStream(input)) {
                    hash = ContentHash.copying(media.file(), copy);
                }
                Optional<Media> kept = kept(hash);
                return kept.isPresent() ? kept.get() : made(ffmpeg, input, hash, deadline);
            } finally {
                Files.deleteIfExists(input);
            }
        }

        /// In the first format that this ffmpeg has an encoder for; not every one is built with all.
        private Media made(Path ffmpeg, Path input, String hash, long deadline) throws IOException, InterruptedException {
            for (String target : targets) {
                Path output = Files.createTempFile(store, "part", "");
                try {
                    long began = ticker.nanoTime();
                    runs.run(FfmpegCommand.of(ffmpeg, kind, input, format, output, target, maxBytes + SPARE_BYTES), output,
                            maxBytes, Duration.ofNanos(deadline - began));
                    Files.move(output, place(hash, target), StandardCopyOption.ATOMIC_MOVE);
                    log.info("{} was converted from {} to {} in {} ms", media.name(), format, target,
                            ticker.since(began) / 1_000_000);
                    return result(place(hash, target), target);
                } catch (FfmpegRuns.FailedRun e) {
                    if (!e.getMessage().contains("Unknown encoder") || target.equals(targets.getLast())) {
                        throw refused(e.getMessage().replace("file:" + input, media.name()));
                    }
                    log.warn("{} has no encoder for {}; the next format is tried", ffmpeg, target);
                } finally {
                    Files.deleteIfExists(output);
                }
            }
            throw refused("nothing was tried");
        }

        private Optional<Media> kept(String hash) throws IOException {
            for (String target : targets) {
                Path file = place(hash, target);
                if (Files.isRegularFile(file)) {
                    Files.setLastModifiedTime(file, FileTime.from(ticker.instant()));
                    return Optional.of(result(file, target));
                }
            }
            return Optional.empty();
        }

        private Path place(String hash, String target) {
            return store.resolve(hash + "-" + kind.label() + "-" + target.replace('/', '-'));
        }

        private Media result(Path file, String target) {
            String name = media.name();
            int dot = name.lastIndexOf('.');
            String renamed = (dot > 0 ? name.substring(0, dot) : name) + MimeTypes.extension(target);
            return new HostMedia(media.source(), renamed, target, null, () -> new RemoteFetch.Fetched(file, renamed, target),
                    links);
        }

        AdapterException refused(String why) {
            return new AdapterException(ErrorKind.MEDIA, complaint + "; it was not converted: " + why
                    + "; send it in one of these formats, or as a file");
        }

        private AdapterException tookAllTheTime() {
            return busy("other conversions took all the time that the push had");
        }

        private AdapterException busy(String why) {
            return new AdapterException(ErrorKind.RATE_LIMITED, complaint + "; it was not converted: " + why);
        }
    }
}
