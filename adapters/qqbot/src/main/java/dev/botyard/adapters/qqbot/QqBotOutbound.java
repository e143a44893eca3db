package dev.botyard.adapters.qqbot;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.qqbot.QqBotApi.Place;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/// Makes of a message those that QQ needs: text with one picture, text as Markdown, each other medium and each card are messages of their own.
/// Confined to one thread.
final class QqBotOutbound implements SegmentVisitor<Void> {
    /// What one call may carry.
    static final long MAX_MEDIUM = 20L << 20;
    private static final Pattern TAG = Pattern.compile("<(?=@|qqbot-|faceType=)");
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_~\\[\\]#>|]");

    private final Place place;
    private final List<Part> parts = new ArrayList<>();
    private final List<Word> run = new ArrayList<>();
    private boolean shown;
    private String quoted = "";

    /// One message of QQ's.
    ///
    /// @param text     its text, `""` for none
    /// @param markdown the same as Markdown, `""` where it is not to be shown so
    /// @param kind     of its medium as QQ counts them: 0 none, 1 picture, 2 film, 3 recording, 4 file
    /// @param media    null where the kind is 0
    /// @param card     JSON, `""` for none
    record Part(String text, String markdown, int kind, Media media, String card) {
        static Part card(String json) {
            return new Part("", "", 0, null, json);
        }

        /// The same without Markdown.
        Part plain() {
            return new Part(text, "", kind, media, card);
        }

        /// The same shown as Markdown, as buttons need it.
        Part shown() {
            return markdown.isEmpty() && kind == 0 && card.isEmpty() ? new Part(text, escaped(text), 0, null, "") : this;
        }
    }

    /// A piece of text in both of its forms.
    private record Word(String text, String markdown) {}

    private QqBotOutbound(Place place) {
        this.place = place;
    }

    /// @param quoted id of the message that is quoted, `""` for none
    record Message(List<Part> parts, String quoted) {}

    /// @throws AdapterException `UNSUPPORTED` for what the place has not got
    static Message of(List<Segment> segments, Place place) {
        QqBotOutbound outbound = new QqBotOutbound(place);
        segments.forEach(segment -> segment.accept(outbound));
        outbound.flush(0, null);
        if (outbound.parts.isEmpty()) {
            throw new AdapterException(ErrorKind.REJECTED, "there is nothing in the message that QQ could show");
        }
        return new Message(outbound.parts, outbound.quoted);
    }

    private void flush(int kind, Media media) {
        String text = run.stream().map(Word::text).collect(Collectors.joining());
        if (shown && !text.isBlank()) {
            parts.add(new Part(text, run.stream().map(Word::markdown).collect(Collectors.joining()), 0, null, ""));
            text = "";
        }
        run.clear();
        shown = false;
        if (media != null || !text.isEmpty()) {
            parts.add(new Part(text, "", kind, media, ""));
        }
    }

    /// Guilds read entities, people and groups do not.
    private String safe(String text) {
        return place.guild() ? text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") : whole(text);
    }

    /// What somebody wrote mentions nobody: a character that is not seen parts what QQ would read as a mention.
    private static String whole(String text) {
        return TAG.matcher(text).replaceAll("<\u200b");
    }

    private static String escaped(String text) {
        return MARKS.matcher(whole(text)).replaceAll("\\\\$0");
    }

    private static String id(String given) {
        return given.replaceAll("[^0-9A-Za-z_-]", "");
    }

    private Void medium(int kind, Media media) {
        if (place.guild() && (kind != 1 || media.remote().isEmpty())) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "bots send pictures by address only to channels of QQ's guilds; '"
                    + media.name() + "' was not sent");
        }
        if (kind != 1) {
            flush(0, null);
        }
        flush(kind, media);
        return null;
    }

    private Void add(String text, String markdown) {
        run.add(new Word(text, markdown));
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return add(safe(segment.asText()), escaped(segment.asText()));
    }

    @Override
    public Void markdown(Segment.Markdown segment) {
        shown = true;
        return add(safe(Markdowns.plain(segment.text())), whole(segment.text()));
    }

    @Override
    public Void at(Segment.At segment) {
        String id = id(segment.userId());
        return place.kind() == Place.Kind.PERSON ? other(segment) : add("<@" + id + ">", "<qqbot-at-user id=\"" + id + "\" />");
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        return switch (place.kind()) {
            case GROUP -> add(segment.asText(), "<qqbot-at-everyone />");
            case CHANNEL -> add("@everyone", "@everyone");
            case PERSON, DM -> other(segment);
        };
    }

    @Override
    public Void face(Segment.Face segment) {
        String emoji = "<emoji:" + id(segment.id()) + ">";
        return place.guild() ? add(emoji, emoji) : other(segment);
    }

    @Override
    public Void reply(Segment.Reply segment) {
        quoted = segment.messageId();
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium(1, segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium(2, segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium(3, segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return medium(4, segment.media());
    }

    /// A card is QQ's `ark`: an object with a `template_id`.
    @Override
    public Void json(Segment.Json segment) {
        try {
            if (!Json.text(Json.parse(segment.json()), "template_id").isEmpty()) {
                flush(0, null);
                parts.add(Part.card(segment.json()));
                return null;
            }
        } catch (JacksonException noJson) {
            // Said below.
        }
        throw new AdapterException(ErrorKind.UNSUPPORTED, "QQ's bots send cards as ark: JSON with template_id and kv");
    }
}
