package dev.botyard.runtime.message.outbound;

import dev.botyard.api.adapter.Limits;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.im.account.Account;
import java.util.List;
import java.util.Optional;

/// Holds a message against what the platform allows, before the wire is touched.
final class SegmentLimits {
    private SegmentLimits() {}

    static void check(List<Segment> segments, Limits limits, Account account) {
        for (Segment segment : segments) {
            Optional<Media> media = media(segment);
            if (media.isPresent() && limits.maxMediaBytes() > 0 && media.get().size() > limits.maxMediaBytes()) {
                throw new AdapterException(ErrorKind.MEDIA,
                        media.get().name() + " has " + media.get().size() + " bytes; " + account.im()
                                + " allows " + limits.maxMediaBytes());
            }
        }
        int text = text(segments, limits);
        if (limits.maxTextLength() > 0 && text > limits.maxTextLength()) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "the text has " + text + " characters that belong together; " + account.im() + " allows "
                            + limits.maxTextLength());
        }
    }

    /// How long the text of a message is, as the platform counts.
    static int text(List<Segment> segments, Limits limits) {
        return segments.stream().filter(segment -> media(segment).isEmpty())
                .mapToInt(segment -> limits.textUnit().length(segment.asText())).sum();
    }

    private static Optional<Media> media(Segment segment) {
        return switch (segment) {
            case Segment.Image image -> Optional.of(image.media());
            case Segment.Voice voice -> Optional.of(voice.media());
            case Segment.Video video -> Optional.of(video.media());
            case Segment.File file -> Optional.of(file.media());
            default -> Optional.empty();
        };
    }
}
