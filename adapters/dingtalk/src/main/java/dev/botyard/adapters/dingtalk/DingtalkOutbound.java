package dev.botyard.adapters.dingtalk;

import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Turns segments into what DingTalk has messages for. One instance per message, confined to its thread.
final class DingtalkOutbound implements SegmentVisitor<Void> {
    /// The kinds of the robot API, which a script may name itself: `sampleActionCard2`, `sampleLink`, …
    private static final Pattern NATIVE = Pattern.compile("sample[A-Z]\\w*");
    /// DingTalk joins lines of Markdown unless they end with two blanks; blank lines, and what is code, stay.
    private static final Pattern LINE_END = Pattern.compile("(?<=\\S)\\n(?=\\S)");

    private final List<Part> parts = new ArrayList<>();
    private Words words = new Words(false);

    /// One message of DingTalk.
    sealed interface Part {}

    /// Text or Markdown. It is written in two ways, as only session webhooks can mention people.
    static final class Words implements Part {
        final StringBuilder plain = new StringBuilder();
        final StringBuilder mentioning = new StringBuilder();
        final List<String> people = new ArrayList<>();
        boolean everybody;
        boolean markdown;
        private boolean said;

        private Words(boolean markdown) {
            this.markdown = markdown;
        }

        boolean mentions() {
            return everybody || !people.isEmpty();
        }

        private void add(String words) {
            plain.append(words);
            mentioning.append(words);
            said = true;
        }

        private void mention(String shown, String written) {
            plain.append(shown).append(' ');
            mentioning.append(written).append(' ');
        }
    }

    /// A medium that is uploaded first.
    ///
    /// @param upload its type for the upload
    record Medium(String upload, Media media) implements Part {}

    /// A message in DingTalk's own form.
    record Native(String key, Map<String, String> params) implements Part {}

    /// The messages in the order of the segments.
    static List<Part> parts(List<Segment> segments) {
        DingtalkOutbound outbound = new DingtalkOutbound();
        segments.forEach(segment -> segment.accept(outbound));
        outbound.end();
        return outbound.parts;
    }

    private void end() {
        if (!words.plain.isEmpty()) {
            parts.add(words);
        }
        words = new Words(false);
    }

    private Void part(Part part) {
        end();
        parts.add(part);
        return null;
    }

    private Void say(String text) {
        if (words.markdown) {
            end();
        }
        words.add(text);
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return say(segment.asText());
    }

    /// Text and Markdown are messages of their own, so that nothing in a person's text counts as Markdown.
    @Override
    public Void markdown(Segment.Markdown segment) {
        if (words.said && !words.markdown) {
            end();
        }
        words.markdown = true;
        words.add(LINE_END.matcher(segment.text().replace("\r\n", "\n")).replaceAll("  \n"));
        return null;
    }

    @Override
    public Void at(Segment.At segment) {
        words.mention(segment.asText(), "@" + segment.userId());
        words.people.add(segment.userId());
        return null;
    }

    @Override
    public Void atAll(Segment.AtAll segment) {
        words.mention("@所有人", "@所有人");
        words.everybody = true;
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return part(new Medium("image", segment.media()));
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return part(new Medium("voice", segment.media()));
    }

    /// A film of DingTalk's own kind needs a cover, which nobody has: it travels as a file.
    @Override
    public Void video(Segment.Video segment) {
        return part(new Medium("file", segment.media()));
    }

    @Override
    public Void file(Segment.File segment) {
        return part(new Medium("file", segment.media()));
    }

    @Override
    public Void unknown(Segment.Unknown segment) {
        return NATIVE.matcher(segment.type()).matches() ? part(new Native(segment.type(), segment.data())) : other(segment);
    }
}
