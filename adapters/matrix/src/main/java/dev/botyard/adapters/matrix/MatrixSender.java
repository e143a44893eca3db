package dev.botyard.adapters.matrix;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.MarkdownDialect;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.Parts;
import dev.botyard.adapters.common.Segments;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// Sends one message as events of a room: text, and each medium for itself. Media go up first, so that what cannot be uploaded leaves no half
/// message. Confined to the thread of one send.
final class MatrixSender implements SegmentVisitor<Void> {
    private static final int SHORT = 500;

    private final MatrixApi api;
    private final MatrixConfig config;
    private final String room;
    private final String requestId;
    private final long end;
    private final List<Draft> drafts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final Set<String> mentioned = new TreeSet<>();
    private boolean formatted;
    private boolean everybody;
    private String quoted = "";

    MatrixSender(MatrixApi api, MatrixConfig config, String room, String requestId, Duration time) {
        this.api = api;
        this.config = config;
        this.room = room;
        this.requestId = requestId;
        end = System.nanoTime() + time.toNanos();
    }

    /// An event to be: its content, once its medium is uploaded.
    private interface Draft {
        Consumer<JsonGenerator> content() throws InterruptedException;
    }

    /// @param thread where it belongs, `""` for no thread
    /// @param answered the message of the thread that it answers
    Receipt send(List<Segment> segments, String thread, String answered) throws InterruptedException {
        segments.forEach(segment -> segment.accept(this));
        endText();
        if (drafts.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that a Matrix room could show");
        }
        List<Parts.Part> parts = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Consumer<JsonGenerator> content = drafts.get(i).content();
            String relation = i == 0 || !thread.isEmpty() ? relation(thread, answered) : "";
            String path = MatrixApi.path("rooms", room, "send", "m.room.message", i == 0 ? requestId : requestId + "-" + (i + 1));
            parts.add(() -> List.of(Json.text(api.put(path, out -> {
                content.accept(out);
                if (!relation.isEmpty()) {
                    out.writeName("m.relates_to").writeRawValue(relation);
                }
            }, left()), "event_id")));
        }
        return Parts.send(parts);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }

    private String relation(String thread, String answered) {
        String to = quoted.isEmpty() ? answered : quoted;
        return to.isEmpty() || quoted.isEmpty() && thread.isEmpty() ? "" : Json.object(out -> {
            if (!thread.isEmpty()) {
                out.writeStringProperty("rel_type", "m.thread").writeStringProperty("event_id", thread)
                        .writeBooleanProperty("is_falling_back", quoted.isEmpty());
            }
            out.writeObjectPropertyStart("m.in_reply_to").writeStringProperty("event_id", to).writeEndObject();
        });
    }

    private void endText() {
        String body = plain.toString();
        String asHtml = formatted ? html.toString() : "";
        List<String> people = List.copyOf(mentioned);
        boolean all = everybody;
        if (!body.isBlank()) {
            drafts.add(() -> out -> {
                out.writeStringProperty("msgtype", config.asNotice() ? "m.notice" : "m.text").writeStringProperty("body", body);
                if (!asHtml.isEmpty()) {
                    out.writeStringProperty("format", "org.matrix.custom.html").writeStringProperty("formatted_body", asHtml);
                }
                mentions(out, people, all);
            });
        }
        plain.setLength(0);
        html.setLength(0);
        mentioned.clear();
        formatted = false;
        everybody = false;
    }

    /// The content of an event that gives another one other words. What stands outside of `m.new_content` is for clients that know no edits;
    /// it is cut short, so that the whole fits into an event.
    static Consumer<JsonGenerator> replacing(MatrixConfig config, String eventId, String text) {
        return out -> {
            words(out, config, "* " + (text.length() > SHORT ? text.substring(0, SHORT) + "…" : text));
            out.writeObjectPropertyStart("m.new_content");
            words(out, config, text);
            out.writeEndObject();
            out.writeObjectPropertyStart("m.relates_to").writeStringProperty("rel_type", "m.replace")
                    .writeStringProperty("event_id", eventId).writeEndObject();
        };
    }

    private static void words(JsonGenerator out, MatrixConfig config, String body) {
        out.writeStringProperty("msgtype", config.asNotice() ? "m.notice" : "m.text").writeStringProperty("body", body);
        mentions(out, List.of(), false);
    }

    /// Without any, servers would look for names in the text.
    private static void mentions(JsonGenerator out, List<String> people, boolean all) {
        out.writeObjectPropertyStart("m.mentions");
        if (!people.isEmpty()) {
            out.writeArrayPropertyStart("user_ids");
            people.forEach(out::writeString);
            out.writeEndArray();
        }
        if (all) {
            out.writeBooleanProperty("room", true);
        }
        out.writeEndObject();
    }

    private Void say(String text, String asHtml, boolean marked) {
        plain.append(text);
        html.append(asHtml);
        formatted |= marked;
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return say(segment.asText(), MarkdownDialect.html(segment.asText()).replace("\n", "<br>"), false);
    }

    @Override
    public Void markdown(Segment.Markdown segment) {
        return say(Markdowns.plain(segment.text()), Markdowns.write(segment.text(), MarkdownDialect.HTML), true);
    }

    @Override
    public Void at(Segment.At segment) {
        mentioned.add(segment.userId());
        String name = segment.name().isEmpty() ? segment.userId() : segment.name();
        return say(name, "<a href=\"https://matrix.to/#/" + MarkdownDialect.html(segment.userId()) + "\">"
                + MarkdownDialect.html(name) + "</a>", true);
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        everybody = true;
        return say("@room", "@room", false);
    }

    @Override
    public Void reply(Segment.Reply segment) {
        quoted = segment.messageId();
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium("m.image", segment.media(), false);
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium("m.audio", segment.media(), true);
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium("m.video", segment.media(), false);
    }

    @Override
    public Void file(Segment.File segment) {
        return medium("m.file", segment.media(), false);
    }

    private Void medium(String kind, Media media, boolean voice) {
        endText();
        drafts.add(() -> {
            byte[] bytes = Segments.bytes(media);
            String place = api.upload(media.name(), media.mimeType(), bytes, left());
            return out -> {
                out.writeStringProperty("msgtype", kind).writeStringProperty("body", media.name())
                        .writeStringProperty("filename", media.name())
                        .writeStringProperty("url", place);
                out.writeObjectPropertyStart("info").writeNumberProperty("size", bytes.length);
                if (!media.mimeType().isEmpty()) {
                    out.writeStringProperty("mimetype", media.mimeType());
                }
                out.writeEndObject();
                if (voice) {
                    out.writeObjectPropertyStart("org.matrix.msc3245.voice").writeEndObject();
                }
                mentions(out, List.of(), false);
            };
        });
        return null;
    }
}
