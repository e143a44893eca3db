package dev.botyard.runtime.message.outbound;

import dev.botyard.runtime.infra.json.Argument;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.border.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes segments of what a script gave: text with CQ codes, one medium, mixed items.
final class MessageComposer {
    private static final Logger log = LoggerFactory.getLogger(MessageComposer.class);

    private final MediaSources sources;
    private final ScriptText scriptText;

    MessageComposer(MediaSources sources) {
        this.sources = sources;
        this.scriptText = new ScriptText(sources);
    }

    /// The same for an account with a proxy of its own, `""` for none.
    MessageComposer through(String proxy) {
        return proxy.isEmpty() ? this : new MessageComposer(sources.through(proxy));
    }

    /// Refuses a request that no account could send, before an account is looked for.
    static void check(PushRequest request) {
        switch (request.kind()) {
            case TEXT, MARKDOWN -> {
                if (body(request).isEmpty()) {
                    throw PushException.nothing("there is nothing to send: content and title are empty");
                }
            }
            case IMAGE, VOICE, VIDEO, FILE -> {
                if (request.source().isBlank()) {
                    throw PushException.nothing("there is no source for the " + request.kind().label()
                            + ": give a URL, a path, base64:// or a data URI");
                }
            }
            case MIXED -> {
                if (request.items().stream().noneMatch(item -> valid(item))) {
                    throw PushException.nothing("there is nothing to send: none of the " + request.items().size()
                            + " items has a type (text, markdown, image, voice, video, file) with its text or source");
                }
            }
        }
    }

    List<Segment> compose(PushRequest request, PushOptions options) {
        return switch (request.kind()) {
            case TEXT -> text(body(request), request);
            case MARKDOWN -> List.of(new Segment.Markdown(markdown(body(request), request)));
            case IMAGE, VOICE, VIDEO, FILE -> {
                Media media = sources.resolve(request.source(), request.origin().folder(), options.fileName(),
                        options.mimeType());
                Segment medium = segment(request.kind().label(), media);
                yield options.caption().isEmpty() ? List.of(medium) : List.of(new Segment.Text(options.caption()), medium);
            }
            case MIXED -> mixed(request, options);
        };
    }

    /// The content, or the title where there is none.
    private static String body(PushRequest request) {
        return request.content().isEmpty() ? request.title() : request.content();
    }

    private List<Segment> text(String text, PushRequest request) {
        return request.form() == TextForm.PLAIN
                ? List.of(new Segment.Text(text))
                : scriptText.read(text, request.origin().folder(), request.form() != TextForm.CQ_WITHOUT_ALL);
    }

    private static String markdown(String text, PushRequest request) {
        return request.form() == TextForm.PLAIN ? text : Outgoing.text(text);
    }

    private List<Segment> mixed(PushRequest request, PushOptions options) {
        List<Segment> segments = new ArrayList<>();
        for (Map<String, Object> item : request.items()) {
            if (!valid(item)) {
                log.info("run {}: dropped an item of a mixed message that has no type with its text or source",
                        request.origin().run());
                continue;
            }
            String type = PushOptions.text(item, "type");
            switch (type) {
                case "text" -> segments.addAll(text(itemText(item), request));
                case "markdown" -> segments.add(new Segment.Markdown(markdown(itemText(item), request)));
                default -> {
                    String name = PushOptions.text(item, Argument.FILE_NAME);
                    String mime = PushOptions.text(item, Argument.MIME_TYPE);
                    segments.add(segment(type, sources.resolve(source(item).orElseThrow(), request.origin().folder(),
                            name.isEmpty() ? options.fileName() : name, mime.isEmpty() ? options.mimeType() : mime)));
                }
            }
        }
        return segments;
    }

    private static boolean valid(Map<String, Object> item) {
        return switch (item.get("type")) {
            case String type when type.equals("text") || type.equals("markdown") -> !itemText(item).isEmpty();
            case String type when PushKind.named(type).filter(kind -> kind.media() && kind != PushKind.MIXED).isPresent() ->
                source(item).isPresent();
            case null, default -> false;
        };
    }

    private static String itemText(Map<String, Object> item) {
        Object text = item.getOrDefault("text", item.getOrDefault("content", ""));
        return text == null ? "" : text.toString();
    }

    static Optional<String> source(Map<String, Object> item) {
        String source = PushOptions.text(item, Argument.MEDIUM);
        return source.isEmpty() ? Optional.empty() : Optional.of(source);
    }

    private Segment segment(String type, Media media) {
        return switch (type) {
            case "image" -> new Segment.Image(sources.played(media));
            case "voice" -> new Segment.Voice(sources.played(media), "");
            case "video" -> new Segment.Video(sources.played(media));
            default -> new Segment.File(media);
        };
    }
}
