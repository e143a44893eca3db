package dev.botyard.runtime.message.outbound;

import dev.botyard.api.adapter.MediaFormats;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the media of a message into formats that the platform plays, before its turn in the chat comes: a conversion must not hold up
/// the messages of others. Confined to one thread.
final class PlayableSegments {
    private static final Logger log = LoggerFactory.getLogger(PlayableSegments.class);

    private final MediaConversion conversion;
    private final MediaFormats formats;
    private final String im;
    private final Supplier<Duration> left;

    /// @param left how much time the push still has
    PlayableSegments(MediaConversion conversion, MediaFormats formats, String im, Supplier<Duration> left) {
        this.conversion = conversion;
        this.formats = formats;
        this.im = im;
        this.left = left;
    }

    List<Segment> of(List<Segment> segments) throws InterruptedException {
        if (formats.equals(MediaFormats.ANY)) {
            return segments;
        }
        List<Segment> playable = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            playable.add(switch (segment) {
                case Segment.Voice(Media media, String transcript) ->
                    new Segment.Voice(fit(media, PushKind.VOICE, formats.voice()), transcript);
                case Segment.Image(Media media) -> new Segment.Image(fit(media, PushKind.IMAGE, formats.image()));
                case Segment.Video(Media media) -> new Segment.Video(fit(media, PushKind.VIDEO, formats.video()));
                default -> segment;
            });
        }
        return playable;
    }

    private Media fit(Media media, PushKind kind, List<String> played) throws InterruptedException {
        if (played.isEmpty()) {
            return media;
        }
        try {
            return conversion.fit(media, kind, played, im, left.get());
        } catch (AdapterException e) {
            if (!formats.takesOthers()) {
                throw e;
            }
            log.warn("{}; it goes to {} as it is", e.getMessage(), im);
            return media;
        }
    }
}
