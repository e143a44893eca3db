package dev.botyard.adapters.onebot11;

import dev.botyard.adapters.onebot11.OneBotConfig.Strategy;
import dev.botyard.api.adapter.KeyValueStore;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Decides how a medium travels to a peer that may not see our disk, and remembers for a while, in the account's store, when it could not
/// fetch from us. Thread-safe.
final class MediaTransfer {
    /// Networks are repaired: after this, an address is tried again.
    private static final Duration GRUDGE = Duration.ofHours(1);
    private static final String KEY = "media/no_fetch_until";

    private final OneBotConfig config;
    private final KeyValueStore store;
    private final Clock clock;
    private final StreamOffer offer;

    MediaTransfer(OneBotConfig config, KeyValueStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        offer = new StreamOffer(store);
    }

    /// What stands in the `file` of a segment.
    ///
    /// @param inline whether an address has failed already
    /// @throws AdapterException `MEDIA` when it cannot be read or no way is left
    String source(Media media, boolean inline) {
        return switch (config.media()) {
            case PATH -> media.file().toUri().toString();
            case URL -> address(media).toString();
            case BASE64 -> inline(media).orElseThrow(() -> tooLarge(media));
            case AUTO -> automatic(media, inline);
            case STREAM -> throw new IllegalStateException("'" + media.source() + "' was not uploaded before its message");
        };
    }

    private String automatic(Media media, boolean inline) {
        if (media.remote().isPresent() && !inline) {
            return media.remote().get().toString();
        }
        Optional<String> inside = inline(media);
        if (inside.isPresent()) {
            return inside.get();
        }
        if (inline || peerCannotFetch()) {
            throw tooLarge(media);
        }
        return media.serve(config.urlLifetime()).toString();
    }

    /// Uploads a medium for which that is the best way.
    ///
    /// @param deadline by [System#nanoTime]
    /// @return the path at the peer; empty when another way is to be taken, see [#source]
    /// @throws AdapterException when an upload failed and no other way is left
    Optional<String> uploaded(OneBotClient client, Media media, boolean inline, long deadline) throws InterruptedException {
        if (!uploads(media, inline)) {
            return Optional.empty();
        }
        try {
            String path = new StreamUpload(client, media, config.urlLifetime(), deadline).run();
            offer.worked();
            return Optional.of(path);
        } catch (AdapterException failure) {
            if (failure.kind() == ErrorKind.UNSUPPORTED) {
                offer.unknownCall();
            } else if (failure.kind() == ErrorKind.COMMUNICATION) {
                offer.unanswered();
            }
            boolean addressLeft = config.media() == Strategy.AUTO && !inline && !peerCannotFetch();
            if (addressLeft) {
                return Optional.empty();
            }
            throw failure.kind() == ErrorKind.UNSUPPORTED ? notOffered(media, failure) : failure;
        }
    }

    private boolean uploads(Media media, boolean inline) {
        return switch (config.media()) {
            case STREAM -> true;
            case AUTO -> offer.possible() && (inline || media.remote().isEmpty()) && tooLargeInside(media);
            case PATH, URL, BASE64 -> false;
        };
    }

    private boolean tooLargeInside(Media media) {
        return media.size() < 0 ? inline(media).isEmpty() : media.size() > config.base64Limit();
    }

    private AdapterException notOffered(Media media, AdapterException refused) {
        return config.media() == Strategy.AUTO
                ? tooLarge(media)
                : new AdapterException(ErrorKind.MEDIA, "the OneBot implementation does not know upload_file_stream; set media to"
                        + " another way than stream", refused);
    }

    /// The peer has said what software it is.
    void met(String nameAndVersion) {
        offer.met(nameAndVersion);
    }

    private URI address(Media media) {
        return media.remote().orElseGet(() -> media.serve(config.urlLifetime()));
    }

    /// Base64, if it is small enough.
    private Optional<String> inline(Media media) {
        int limit = (int) Math.min(config.base64Limit(), Integer.MAX_VALUE - 8);
        if (media.size() > limit) {
            return Optional.empty();
        }
        try (InputStream in = media.open()) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit ? Optional.empty() : Optional.of("base64://" + Base64.getEncoder().encodeToString(bytes));
        } catch (IOException unreadable) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + media.source() + "' cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private AdapterException tooLarge(Media media) {
        return new AdapterException(ErrorKind.MEDIA,
                "'" + media.source() + "' is larger than media_base64_limit (" + config.base64Limit()
                        + " bytes) and the OneBot implementation cannot fetch it; raise the limit or set media to url, path or stream");
    }

    /// Whether a peer that could not get a medium may be given its bytes instead.
    boolean canInline() {
        return config.media() == Strategy.AUTO;
    }

    /// The peer failed to fetch from this host.
    void fetchFailed() {
        store.put(KEY, Long.toString(clock.instant().plus(GRUDGE).toEpochMilli()));
    }

    /// Asked only about media that do not fit into a message.
    private boolean peerCannotFetch() {
        String until = store.get(KEY).orElse("");
        if (!until.matches("\\d{1,18}")) {
            return false;
        }
        // More than was written means that the clock has been put back since.
        long left = Long.parseLong(until) - clock.millis();
        return left > 0 && left <= GRUDGE.toMillis();
    }
}
