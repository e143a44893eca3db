package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What adapters do with segments whatever the platform. Pure functions on any thread.
public final class Segments {
    private static final SegmentVisitor<Optional<Media>> MEDIA = new SegmentVisitor<>() {
        @Override
        public Optional<Media> other(Segment segment) {
            return Optional.empty();
        }

        @Override
        public Optional<Media> image(Segment.Image segment) {
            return Optional.of(segment.media());
        }

        @Override
        public Optional<Media> voice(Segment.Voice segment) {
            return Optional.of(segment.media());
        }

        @Override
        public Optional<Media> video(Segment.Video segment) {
            return Optional.of(segment.media());
        }

        @Override
        public Optional<Media> file(Segment.File segment) {
            return Optional.of(segment.media());
        }
    };

    private Segments() {}

    /// The medium of a segment, if it is one.
    public static Optional<Media> media(Segment segment) {
        return segment.accept(MEDIA);
    }

    /// All bytes of a medium.
    ///
    /// @throws AdapterException `MEDIA` when it cannot be read
    public static byte[] bytes(Media media) {
        try (InputStream in = media.open()) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new AdapterException(ErrorKind.MEDIA, media.name() + " cannot be read: " + FullDisk.meaning(unreadable),
                    unreadable);
        }
    }

    /// The same segments, those of text that stand beside each other as one.
    public static List<Segment> joined(List<Segment> segments) {
        List<Segment> joined = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            if (segment instanceof Segment.Text(String more) && !joined.isEmpty()
                    && joined.getLast() instanceof Segment.Text(String before)) {
                joined.set(joined.size() - 1, new Segment.Text(before + more));
            } else {
                joined.add(segment);
            }
        }
        return joined;
    }
}
