package dev.botyard.runtime.message.outbound;

import dev.botyard.api.conversation.Person;
import dev.botyard.api.message.CqText;
import dev.botyard.api.message.CqText.Part;
import dev.botyard.api.message.ForwardNode;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.border.Outgoing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads what a script wrote: text with CQ codes and escapes, in which people's text is marked. The only place where text becomes a code, a
/// mention of everybody or a medium.
///
/// A code that lacks what it needs is text, so reading never fails for what somebody wrote, only for a medium that is not there.
final class ScriptText {
    private static final String EVERYBODY = "all";
    /// Values in which a platform looks for a file, perhaps one of this machine.
    private static final Set<String> FETCHED = Set.of("file", "url", "image", "path", "src", "source", "cover", "icon", "thumb",
            "audio", "voice", "video", "picture", "avatar");

    private final MediaSources sources;

    ScriptText(MediaSources sources) {
        this.sources = sources;
    }

    /// @param folder where a relative path starts
    /// @param mentionsAll whether the author wrote mentions of everybody; else one was put together from somebody's word, and is text
    List<Segment> read(String written, Path folder, boolean mentionsAll) {
        List<Segment> segments = new ArrayList<>(1);
        for (Part part : CqText.parse(written, ScriptText::complete)) {
            add(segments, part, folder, mentionsAll);
        }
        return segments;
    }

    private void add(List<Segment> segments, Part part, Path folder, boolean mentionsAll) {
        boolean everybody = part.type().equals("at") && part.value("qq").equals(EVERYBODY);
        Part bare = bare(part);
        switch (bare.type()) {
            case "text" -> segments.add(new Segment.Text(bare.value("text")));
            case "at" -> segments.add(everybody ? everybody(mentionsAll) : new Segment.At(person(bare), bare.value("name")));
            case "node" -> addNode(segments, part, folder, mentionsAll);
            default -> segments.add(segment(bare, folder));
        }
    }

    private static Segment everybody(boolean mentionsAll) {
        Segment mention = new Segment.AtAll();
        return mentionsAll ? mention : new Segment.Text(mention.asText());
    }

    private Segment segment(Part code, Path folder) {
        return switch (code.type()) {
            case "image" -> new Segment.Image(played(code, folder));
            case "video" -> new Segment.Video(played(code, folder));
            case "record", "voice" -> new Segment.Voice(played(code, folder), "");
            case "file" -> new Segment.File(sources.inCode(source(code), folder, code.value("name")));
            case "face" -> new Segment.Face(code.value("id"));
            case "reply" -> new Segment.Reply(code.value("id"), code.value("text"));
            case "json" -> new Segment.Json(code.value("data"));
            case "markdown" -> new Segment.Markdown(code.value("content"));
            default -> new Segment.Unknown(code.type(), code.data());
        };
    }

    private Media played(Part code, Path folder) {
        return sources.played(sources.inCode(source(code), folder, code.value("name")));
    }

    /// Nodes in a row are one forwarded message. Their content is read here, because a platform would read it as codes once more, and
    /// without the marks.
    private void addNode(List<Segment> segments, Part node, Path folder, boolean mentionsAll) {
        if (node.value("content").isEmpty()) {
            segments.add(new Segment.Unknown(node.type(), bare(node).data()));
            return;
        }
        Part bare = bare(node);
        String id = first(bare, "user_id", "uin");
        List<ForwardNode> nodes = new ArrayList<>();
        if (!segments.isEmpty() && segments.getLast() instanceof Segment.Forward(String forwarded, List<ForwardNode> before)
                && forwarded.isEmpty()) {
            segments.removeLast();
            nodes.addAll(before);
        }
        nodes.add(new ForwardNode(Person.of(id, first(bare, "nickname", "name")),
                read(node.value("content"), folder, mentionsAll)));
        segments.add(new Segment.Forward("", nodes));
    }

    /// Whether a code has what it needs.
    private static boolean complete(Part code) {
        return switch (code.type()) {
            case "image", "video", "record", "voice", "file" -> !source(code).isBlank();
            case "at" -> !person(code).isBlank();
            case "face", "reply" -> !code.value("id").isBlank();
            case "json" -> !code.value("data").isBlank();
            case "markdown" -> !code.value("content").isBlank();
            default -> code.data().entrySet().stream().noneMatch(value -> FETCHED.contains(value.getKey())
                    && isPath(Outgoing.text(value.getValue())));
        };
    }

    private static boolean isPath(String value) {
        return value.startsWith("/") || value.startsWith("\\") || value.startsWith("..") || value.startsWith("~")
                || value.strip().toLowerCase(Locale.ROOT).startsWith("file:") || value.matches("(?s)[A-Za-z]:[\\\\/].*");
    }

    /// What the author wrote first: a word that somebody put into one value must not take the place of another.
    private static String source(Part code) {
        for (Map.Entry<String, String> value : code.data().entrySet()) {
            if ((value.getKey().equals("file") || value.getKey().equals("url")) && !value.getValue().isBlank()) {
                return value.getValue();
            }
        }
        return "";
    }

    private static String person(Part at) {
        return first(at, "qq", "id");
    }

    private static String first(Part code, String... keys) {
        for (String key : keys) {
            if (!code.value(key).isBlank()) {
                return code.value(key);
            }
        }
        return "";
    }

    private static Part bare(Part part) {
        Map<String, String> data = new LinkedHashMap<>();
        part.data().forEach((key, value) -> data.put(Outgoing.text(key), Outgoing.text(value)));
        return new Part(part.type(), data);
    }
}
