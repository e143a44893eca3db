package dev.botyard.adapters.common;

import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a script says, for platforms that carry text only: media become their name and a link, unless the platform takes them beside the text. Confined
/// to one thread.
public final class LinkedText {
    private static final Duration LASTS = Duration.ofHours(24);
    private static final Pattern HERE = Pattern.compile("localhost|127\\.[0-9.]+|\\[?::1]?|0\\.0\\.0\\.0");
    private static final int NAME = 100;

    private final boolean attaches;
    private final StringBuilder text = new StringBuilder();
    private final List<Media> media = new ArrayList<>();
    private final List<URI> links = new ArrayList<>();
    private boolean markdown;

    private LinkedText(List<Segment> segments, boolean attaches) {
        this.attaches = attaches;
        segments.forEach(segment -> segment.accept(new Reader()));
    }

    /// With a link for each medium.
    ///
    /// @throws AdapterException `MEDIA` when nobody could read one there
    public static LinkedText of(List<Segment> segments) {
        return new LinkedText(segments, false);
    }

    /// With the media apart.
    public static LinkedText apart(List<Segment> segments) {
        return new LinkedText(segments, true);
    }

    /// All words, and where media are linked their names and links.
    public String text() {
        return text.toString();
    }

    /// Whether there is Markdown in it.
    public boolean markdown() {
        return markdown;
    }

    /// The media that are kept apart.
    public List<Media> media() {
        return media;
    }

    /// The only link, `""` where there is none or several.
    public String link() {
        return links.size() == 1 ? links.getFirst().toString() : "";
    }

    /// Where people find a medium: where the script found it, or for a day at this host.
    ///
    /// @throws AdapterException `MEDIA` when only this machine could read it there
    public static URI link(Media medium) {
        URI link = medium.remote().orElseGet(() -> medium.serve(LASTS));
        if (isHere(link.getHost())) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + medium.name() + "' could only be linked at '" + link.getHost()
                    + "', where nobody else can read it; set public_url in botyard.yaml to the address under which people reach this"
                    + " host. Nothing was sent");
        }
        return link;
    }

    /// Whether a host is this machine to whoever reads its name; null is none.
    public static boolean isHere(@Nullable String host) {
        return host != null && HERE.matcher(host).matches();
    }

    private final class Reader implements SegmentVisitor<Void> {
        @Override
        public Void other(Segment segment) {
            text.append(segment.asText());
            return null;
        }

        @Override
        public Void markdown(Segment.Markdown segment) {
            markdown = true;
            return other(segment);
        }

        @Override
        public Void image(Segment.Image segment) {
            return medium(segment.media());
        }

        @Override
        public Void voice(Segment.Voice segment) {
            if (!segment.transcript().isEmpty()) {
                other(segment);
            }
            return medium(segment.media());
        }

        @Override
        public Void video(Segment.Video segment) {
            return medium(segment.media());
        }

        @Override
        public Void file(Segment.File segment) {
            return medium(segment.media());
        }

        private Void medium(Media medium) {
            if (attaches) {
                media.add(medium);
                return null;
            }
            URI link = link(medium);
            links.add(link);
            text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : "\n")
                    .append(TextPieces.line(medium.name(), NAME)).append(": ").append(link).append('\n');
            return null;
        }
    }
}
