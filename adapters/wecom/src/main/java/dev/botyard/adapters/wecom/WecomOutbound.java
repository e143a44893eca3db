package dev.botyard.adapters.wecom;

import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.common.TextPieces;
import dev.botyard.adapters.wecom.WecomConfig.Mode;
import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.api.message.SegmentVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Makes the platform's messages of a script's one: each has either text, one medium or one card. Confined to one thread.
final class WecomOutbound implements SegmentVisitor<Void> {
    private static final int MIB = 1 << 20;
    static final int MAX_FILE = 20 * MIB;
    private static final int LEAST = 6;

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Mode mode;
    private final boolean mentions;
    private boolean markdown;

    private WecomOutbound(Mode mode, boolean mentions) {
        this.mode = mode;
        this.mentions = mentions;
    }

    /// A message of the platform.
    sealed interface Part {
        /// @param markdown whether it has any in it
        record Text(String text, boolean markdown) implements Part {}

        record Medium(Kind kind, String name, byte[] bytes) implements Part {}

        /// @param json of a template card
        record Card(String json) implements Part {}
    }

    /// The kinds of media, with how large they may be.
    enum Kind {
        IMAGE(10 * MIB), VOICE(2 * MIB), VIDEO(10 * MIB), FILE(MAX_FILE);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /// As the platform calls it.
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The parts in order. All media are read by then, so that one that cannot be read leaves no half message.
    ///
    /// @throws AdapterException `UNSUPPORTED` when nothing is left that could be shown, `MEDIA`
    static List<Part> parts(OutboundMessage message, Mode mode) {
        boolean group = !message.target().chatId().isEmpty();
        WecomOutbound outbound = new WecomOutbound(mode, group && mode != Mode.APP);
        message.segments().forEach(segment -> segment.accept(outbound));
        outbound.endText();
        if (outbound.parts.isEmpty()) {
            throw new AdapterException(ErrorKind.UNSUPPORTED, "the message has nothing that WeCom could show");
        }
        return outbound.parts;
    }

    private void endText() {
        if (!text.toString().isBlank()) {
            // The host splits by what an AI bot takes; applications and robots take less.
            int most = mode == Mode.AIBOT ? 20_480 : mode == Mode.ROBOT && markdown ? 4096 : 2048;
            TextPieces.of(text.toString(), most, TextUnit.UTF_8).forEach(piece -> parts.add(new Part.Text(piece, markdown)));
        }
        text.setLength(0);
        markdown = false;
    }

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
    public Void at(Segment.At segment) {
        markdown |= mentions;
        text.append(mentions ? "<@" + segment.userId() + ">" : segment.asText());
        return null;
    }

    @Override
    public Void json(Segment.Json segment) {
        if (!segment.json().contains("\"card_type\"")) {
            return other(segment);
        }
        endText();
        parts.add(new Part.Card(segment.json()));
        return null;
    }

    @Override
    public Void image(Segment.Image segment) {
        return medium(Kind.IMAGE, segment.media());
    }

    @Override
    public Void voice(Segment.Voice segment) {
        return medium(Kind.VOICE, segment.media());
    }

    @Override
    public Void video(Segment.Video segment) {
        return medium(mode == Mode.ROBOT ? Kind.FILE : Kind.VIDEO, segment.media());
    }

    @Override
    public Void file(Segment.File segment) {
        return medium(Kind.FILE, segment.media());
    }

    private Void medium(Kind kind, Media media) {
        endText();
        byte[] bytes = bytes(media);
        int most = mode == Mode.ROBOT && kind == Kind.IMAGE ? 2 * MIB : kind.most;
        parts.add(new Part.Medium(bytes.length > most ? Kind.FILE : kind, media.name(), bytes));
        return null;
    }

    private static byte[] bytes(Media media) {
        try (InputStream in = media.open()) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE || bytes.length < LEAST) {
                throw new AdapterException(ErrorKind.MEDIA,
                        "'" + media.source() + "' has " + (bytes.length < LEAST ? "less" : "more")
                                + " bytes than WeCom takes, which is 6 bytes to 20 MiB; nothing was sent");
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new AdapterException(ErrorKind.MEDIA, "'" + media.source() + "' cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /// Writes the properties of a message in the form that all of WeCom understands.
    ///
    /// @param markdown whether a text goes as such
    /// @param mediaId  `""` for a medium that is written itself
    static void write(JsonGenerator out, Part part, boolean markdown, String mediaId) {
        switch (part) {
            case Part.Text(String content, _) ->
                property(out, markdown ? "markdown" : "text", () -> out.writeStringProperty("content", content));
            case Part.Medium(Kind kind, _, byte[] bytes) -> property(out, kind.label(), () -> {
                if (mediaId.isEmpty()) {
                    out.writeStringProperty("base64", Signatures.base64(bytes));
                    out.writeStringProperty("md5", Signatures.hex(Signatures.md5(bytes)));
                } else {
                    out.writeStringProperty("media_id", mediaId);
                }
            });
            case Part.Card(String json) -> {
                out.writeStringProperty("msgtype", "template_card");
                out.writeName("template_card");
                out.writeRawValue(json);
            }
        }
    }

    private static void property(JsonGenerator out, String type, Runnable content) {
        out.writeStringProperty("msgtype", type);
        out.writeObjectPropertyStart(type);
        content.run();
        out.writeEndObject();
    }
}
