package dev.botyard.runtime.message.media;

import dev.botyard.runtime.config.PublicUrl;
import dev.botyard.runtime.infra.secret.Signer;
import dev.botyard.runtime.infra.thread.Ticker;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Signed, short-lived addresses `/media/{id}/{name}?expires=…&sign=…` for files of this host. Thread-safe.
///
/// The signature (HMAC-SHA256 over id and expiry with the host's secret key) keeps others from guessing; the table of ids keeps the
/// signature from opening anything but the file it was made for.
public final class MediaLinks {
    private static final int MAX_LINKS = 10_000;

    private final Signer signer;
    private final Supplier<URI> address;
    private final Ticker ticker;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /// @param address where platforms reach this host
    public MediaLinks(byte[] key, Supplier<URI> address, Ticker ticker) {
        this.signer = new Signer(key);
        this.address = address;
        this.ticker = ticker;
    }

    /// What a link leads to.
    ///
    /// @param expires as the address says it
    /// @param end     the moment of [Ticker#nanoTime] that counts, whatever happens to the clock
    public record Entry(Path file, String name, String mimeType, Instant expires, long end) {}

    private boolean over(Entry entry) {
        return ticker.reached(entry.end);
    }

    /// An address that serves `file` for `lifetime`.
    public URI link(Path file, String name, String mimeType, Duration lifetime) {
        Instant expires = ticker.instant().plus(lifetime);
        String id = signer.sign(file + "|" + name).substring(0, 22);
        sweep();
        Entry fresh = new Entry(file, name, mimeType, expires, ticker.in(lifetime));
        Entry kept = entries.merge(id, fresh, (old, next) -> old.end - next.end > 0 ? old : next);
        long seconds = Objects.requireNonNullElse(kept, fresh).expires.getEpochSecond();
        return PublicUrl.below(address.get(),
                "/media/" + id + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20") + "?expires="
                        + seconds + "&sign=" + signer.sign(id + "|" + seconds));
    }

    /// The file behind a link, empty when the link is forged, expired or its file is gone.
    public Optional<Entry> open(String id, String expires, String signature) {
        byte[] expected = signer.sign(id + "|" + expires).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> !over(entry) && Files.isRegularFile(entry.file));
    }

    /// Whether a valid address leads to the file.
    boolean leadTo(Path file) {
        return entries.values().stream().anyMatch(entry -> entry.file.equals(file) && !over(entry));
    }

    private void sweep() {
        if (entries.size() >= MAX_LINKS) {
            entries.values().removeIf(this::over);
        }
    }
}
