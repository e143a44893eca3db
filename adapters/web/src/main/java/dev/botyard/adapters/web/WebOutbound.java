package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Part;
import dev.botyard.adapters.web.wire.Stored;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.error.FullDisk;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Turns segments into parts of the page. Media are copied into the account's folder, because the page shows them long after the
/// message was sent.
final class WebOutbound implements SegmentVisitor<Part> {
    private static final int MAX_DEPTH = 3;

    private final WebAccount account;
    private final int depth;

    WebOutbound(WebAccount account) {
        this(account, 0);
    }

    private WebOutbound(WebAccount account, int depth) {
        this.account = account;
        this.depth = depth;
    }

    List<Part> parts(List<Segment> segments) {
        return segments.stream().map(segment -> segment.accept(this)).toList();
    }

    @Override
    public Part other(Segment segment) {
        return Part.text("other", segment.asText());
    }

    @Override
    public Part text(Segment.Text segment) {
        return Part.text("text", segment.text());
    }

    @Override
    public Part markdown(Segment.Markdown segment) {
        return Part.text("markdown", segment.text());
    }

    @Override
    public Part image(Segment.Image segment) {
        return Part.medium("image", copy(segment.media()), "");
    }

    @Override
    public Part voice(Segment.Voice segment) {
        return Part.medium("voice", copy(segment.media()), segment.transcript());
    }

    @Override
    public Part video(Segment.Video segment) {
        return Part.medium("video", copy(segment.media()), "");
    }

    @Override
    public Part file(Segment.File segment) {
        return Part.medium("file", copy(segment.media()), "");
    }

    @Override
    public Part at(Segment.At segment) {
        String name = segment.name().isEmpty() ? account.room().user(segment.userId()).name() : segment.name();
        return Part.named("at", segment.userId(), name);
    }

    @Override
    public Part atAll(Segment.AtAll segment) {
        return Part.named("at_all", "", "");
    }

    @Override
    public Part reply(Segment.Reply segment) {
        String text = account.room().find(segment.messageId()).map(message -> PageText.quote(message.parts()))
                .orElse(segment.text());
        return Part.quotation(segment.messageId(), text);
    }

    @Override
    public Part forward(Segment.Forward segment) {
        if (depth >= MAX_DEPTH || segment.nodes().isEmpty()) {
            return other(segment);
        }
        return Part.forward(segment.nodes().stream().map(this::node).toList());
    }

    @Override
    public Part json(Segment.Json segment) {
        return Part.text("card", segment.json());
    }

    private Part.Node node(ForwardNode node) {
        String name = node.sender().name().isEmpty() ? node.sender().id() : node.sender().name();
        return new Part.Node(name, new WebOutbound(account, depth + 1).parts(node.segments()));
    }

    private Stored copy(Media media) {
        try (InputStream bytes = media.open()) {
            return account.media().keep(bytes, media.name(), media.mimeType());
        } catch (IOException failure) {
            throw new AdapterException(ErrorKind.MEDIA,
                    "'" + media.name() + "' could not be copied for the chat page: " + FullDisk.meaning(failure), failure);
        }
    }
}
