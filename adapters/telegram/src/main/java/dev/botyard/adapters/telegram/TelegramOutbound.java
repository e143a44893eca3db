package dev.botyard.adapters.telegram;

import dev.botyard.adapters.common.MarkdownDialect;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes Telegram's messages of a script's one. Confined to one thread.
final class TelegramOutbound implements SegmentVisitor<Void> {
    static final int LONGEST_TEXT = 4096;
    static final long MAX_BYTES = 50L << 20;
    private static final int LONGEST_CAPTION = 1024;
    private static final int LARGEST_ALBUM = 10;
    /// Telegram's HTML has no blocks but quotations and code.
    private static final MarkdownDialect HTML = MarkdownDialect.PLAIN.escaping(MarkdownDialect::html).bold("<b>", "</b>")
            .italic("<i>", "</i>").strike("<s>", "</s>").code("<code>", "</code>").fence(TelegramOutbound::fence)
            .link((label, url) -> "<a href=\"" + MarkdownDialect.html(url) + "\">" + label + "</a>")
            .heading(level -> new MarkdownDialect.Marks("<b>", "</b>")).quote("<blockquote>", "</blockquote>").bullet("• ");

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private boolean rich;
    private String answered = "";

    private TelegramOutbound() {}

    /// Text as it is, and with marks.
    ///
    /// @param html `""` where there are no marks
    record Words(String plain, String html) {
        static final Words NONE = new Words("", "");
    }

    /// A message of Telegram: text, or media with a caption; several media are an album.
    record Part(Words words, List<Medium> media) {}

    record Medium(Kind kind, Media media) {}

    /// How media are sent.
    enum Kind {
        PHOTO("Photo"), VIDEO("Video"), ANIMATION("Animation"), VOICE("Voice"), DOCUMENT("Document");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        String method() {
            return "send" + name;
        }

        String field() {
            return name.toLowerCase(Locale.ROOT);
        }

        /// Pictures and films stand in one album, files in another.
        boolean joins(Kind other) {
            return this == DOCUMENT ? other == DOCUMENT : (this == PHOTO || this == VIDEO) && (other == PHOTO || other == VIDEO);
        }
    }

    /// The messages in order, and the id of the message that they answer, `""` for none.
    record Script(List<Part> parts, String answered) {}

    /// @throws AdapterException `UNSUPPORTED` when nothing is left that could be shown
    static Script read(List<Segment> segments) {
        TelegramOutbound outbound = new TelegramOutbound();
        segments.forEach(segment -> segment.accept(outbound));
        outbound.endText();
        if (outbound.parts.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that Telegram could show");
        }
        return new Script(outbound.captioned(), outbound.answered);
    }

    /// A single text is the caption of the first media where it is short enough, and goes before them where it is not.
    private List<Part> captioned() {
        List<Part> texts = parts.stream().filter(part -> part.media.isEmpty()).toList();
        if (texts.size() == 1 && parts.size() > 1) {
            Words words = texts.getFirst().words;
            parts.remove(texts.getFirst());
            if (words.plain.length() > LONGEST_CAPTION) {
                parts.addFirst(texts.getFirst());
            } else {
                parts.set(0, new Part(words, parts.getFirst().media));
            }
        }
        return parts;
    }

    private void endText() {
        if (!plain.toString().isBlank()) {
            parts.add(new Part(new Words(plain.toString(), rich ? html.toString() : ""), List.of()));
        }
        plain.setLength(0);
        html.setLength(0);
        rich = false;
    }

    private Void words(String asIs, String marked, boolean marks) {
        plain.append(asIs);
        html.append(marked);
        rich |= marks;
        return null;
    }

    @Override
    public Void other(Segment segment) {
        return words(segment.asText(), MarkdownDialect.html(segment.asText()), false);
    }

    @Override
    public Void markdown(Segment.Markdown segment) {
        return words(Markdowns.plain(segment.text()), Markdowns.write(segment.text(), HTML), true);
    }

    private static String fence(String language, String code) {
        return language.isEmpty()
                ? "<pre>" + code + "</pre>"
                : "<pre><code class=\"language-" + MarkdownDialect.html(language) + "\">" + code + "</code></pre>";
    }

    /// Who has no name of Telegram's kind is mentioned by a link with the id.
    @Override
    public Void at(Segment.At segment) {
        boolean id = segment.userId().matches("\\d+");
        String name = segment.asText();
        return id
                ? words(name, "<a href=\"tg://user?id=" + segment.userId() + "\">" + MarkdownDialect.html(name) + "</a>", true)
                : words(segment.userId(), MarkdownDialect.html(segment.userId()), false);
    }

    @Override
    public Void reply(Segment.Reply segment) {
        answered = segment.messageId();
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium(segment.media().mimeType().equals("image/gif") ? Kind.ANIMATION : Kind.PHOTO, segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium(Kind.VOICE, segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium(Kind.VIDEO, segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return medium(Kind.DOCUMENT, segment.media());
    }

    private Void medium(Kind kind, Media media) {
        endText();
        Part last = parts.isEmpty() ? new Part(Words.NONE, List.of()) : parts.getLast();
        if (!last.media.isEmpty() && last.media.size() < LARGEST_ALBUM && last.media.getFirst().kind.joins(kind)) {
            List<Medium> together = new ArrayList<>(last.media);
            together.add(new Medium(kind, media));
            parts.set(parts.size() - 1, new Part(Words.NONE, together));
        } else {
            parts.add(new Part(Words.NONE, List.of(new Medium(kind, media))));
        }
        return null;
    }
}
