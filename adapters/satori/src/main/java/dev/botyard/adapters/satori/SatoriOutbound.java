package dev.botyard.adapters.satori;

import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.Segments;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes segments as content. One instance per message, confined to its thread; media are uploaded before.
final class SatoriOutbound implements SegmentVisitor<Void> {
    private final StringBuilder content = new StringBuilder();
    private final Map<Media, String> sources;

    private SatoriOutbound(Map<Media, String> sources) {
        this.sources = sources;
    }

    /// The content of a message.
    ///
    /// @param deadline by [System#nanoTime]
    static String content(List<Segment> segments, SatoriClient client, long deadline) throws InterruptedException {
        Map<Media, String> sources = new IdentityHashMap<>();
        for (Segment segment : segments) {
            Optional<Media> media = Segments.media(segment);
            if (media.isPresent()) {
                sources.put(media.get(), source(media.get(), client, deadline));
            }
        }
        SatoriOutbound outbound = new SatoriOutbound(sources);
        // A quotation stands first, wherever the script has said it.
        segments.stream().filter(Segment.Reply.class::isInstance).forEach(segment -> segment.accept(outbound));
        segments.stream().filter(segment -> !(segment instanceof Segment.Reply)).forEach(segment -> segment.accept(outbound));
        return outbound.content.toString();
    }

    /// An address that the server can fetch, else an upload, else the bytes themselves.
    private static String source(Media media, SatoriClient client, long deadline) throws InterruptedException {
        Optional<URI> remote = media.remote();
        if (remote.isPresent()) {
            return remote.get().toString();
        }
        byte[] bytes = Segments.bytes(media);
        try {
            return client.upload(media, bytes, Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        } catch (AdapterException refused) {
            return switch (refused.kind()) {
                case UNSUPPORTED ->
                    "data:" + (media.mimeType().isEmpty() ? "application/octet-stream" : media.mimeType()) + ";base64,"
                            + Base64.getEncoder().encodeToString(bytes);
                case UNKNOWN_OUTCOME, REJECTED -> throw new AdapterException(ErrorKind.MEDIA, refused.getMessage(), refused)
                        .withPlatformCode(refused.platformCode());
                default -> throw refused;
            };
        }
    }

    private Void element(String name, String... attributes) {
        content.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            content.append(Elements.attribute(attributes[i], attributes[i + 1]));
        }
        content.append("/>");
        return null;
    }

    private Void text(String words) {
        content.append(Elements.escape(words));
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return text(segment.asText());
    }

    /// Content has no element for Markdown.
    @Override
    public Void markdown(Segment.Markdown segment) {
        return text(Markdowns.plain(segment.text()));
    }

    @Override
    public Void at(Segment.At segment) {
        return element("at", "id", segment.userId(), "name", segment.name());
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        return element("at", "type", "all");
    }

    @Override
    public Void reply(Segment.Reply segment) {
        return element("quote", "id", segment.messageId());
    }

    @Override
    public Void face(Segment.Face segment) {
        return element("emoji", "id", segment.id());
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium("img", segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium("audio", segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium("video", segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return medium("file", segment.media());
    }

    private Void medium(String name, Media media) {
        String source = sources.get(media);
        return source == null ? text("[" + media.name() + "]") : element(name, "src", source, "title", media.name());
    }

    @Override
    public Void forward(Segment.Forward segment) {
        if (segment.nodes().isEmpty()) {
            return segment.id().isEmpty() ? other(segment) : element("message", "id", segment.id(), "forward", "true");
        }
        content.append("<message forward>");
        for (ForwardNode node : segment.nodes()) {
            content.append("<message>");
            element("author", "id", node.sender().id(), "name", node.sender().name());
            node.segments().forEach(inner -> inner.accept(this));
            content.append("</message>");
        }
        content.append("</message>");
        return null;
    }

    /// The platform's own elements, such as `kook:card`, come and go as they are.
    @Override
    public Void unknown(Segment.Unknown segment) {
        if (!segment.type().matches("[a-z][a-z0-9-]*:[a-z][a-z0-9-]*")) {
            return other(segment);
        }
        content.append('<').append(segment.type());
        segment.data().forEach((key, value) -> content
                .append(key.matches("[A-Za-z][\\w-]*") && !key.equals("content") ? Elements.attribute(key, value) : ""));
        content.append('>').append(Elements.escape(segment.data().getOrDefault("content", ""))).append("</")
                .append(segment.type()).append('>');
        return null;
    }
}
