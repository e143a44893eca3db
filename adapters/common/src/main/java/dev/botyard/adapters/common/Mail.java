package dev.botyard.adapters.common;

import dev.botyard.api.adapter.TextUnit;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A mail as a server takes it, in ASCII with CR LF. Nothing that a script says can end a line of its head. Made by pure functions.
///
/// @param id    its Message-ID, the same if it were sent again
/// @param large whether it has more than words
public record Mail(String id, String from, String to, byte[] bytes, boolean large) {
    /// So many bytes of a medium can be attached: Base64 makes a third more of them, and servers take 25 MB.
    public static final int LARGEST = 18 << 20;
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,300}>");
    private static final Pattern TYPE = Pattern.compile("[a-z]{1,20}/[A-Za-z0-9.+-]{1,100}");
    private static final String END = "\r\n";
    /// Below the 998 characters that a line may have.
    private static final int LONGEST_LINE = 900;
    /// So much of a word in Base64 stays below the 75 characters that a head may have at a stretch.
    private static final int WORD = 45;

    /// What a mail is made of.
    ///
    /// @param key        names this mail alone; the same if it were sent again
    /// @param name       of the sender, `""` for none
    /// @param answered   the Message-ID of what it answers, `""` for nothing
    /// @param importance `high`, `low`, or `""` for none
    /// @param markdown   whether the text is; both it and HTML are sent then
    /// @param media      what is attached
    public record Draft(String key, String from, String name, String to, String subject, Instant date, String answered,
            String importance, String text, boolean markdown, List<Media> media) {}

    /// Whether text is a plain mail address, without a name.
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /// Writes a mail.
    ///
    /// @throws AdapterException `UNREACHABLE_TARGET`, `MEDIA`
    public static Mail of(Draft draft) {
        if (!isAddress(draft.to)) {
            throw new AdapterException(ErrorKind.UNREACHABLE_TARGET,
                    "'" + TextPieces.line(draft.to, 100) + "' is no mail address; nothing was sent");
        }
        String key = Signatures.hex(Signatures.sha256(draft.key.getBytes(StandardCharsets.UTF_8))).substring(0, 32);
        String id = "<" + key + draft.from.substring(draft.from.indexOf('@')) + ">";
        boolean answers = MESSAGE_ID.matcher(draft.answered).matches();
        StringBuilder mail = new StringBuilder();
        head(mail, "From", draft.name.isEmpty() ? draft.from : words(draft.name) + " <" + draft.from + ">");
        head(mail, "To", draft.to);
        head(mail, "Subject", words(draft.subject));
        head(mail, "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(draft.date.atOffset(ZoneOffset.UTC)));
        head(mail, "Message-ID", id);
        head(mail, "Auto-Submitted", answers ? "auto-replied" : "auto-generated");
        if (answers) {
            head(mail, "In-Reply-To", draft.answered);
            head(mail, "References", draft.answered);
        }
        if (List.of("high", "low").contains(draft.importance)) {
            head(mail, "Importance", draft.importance);
        }
        head(mail, "MIME-Version", "1.0");
        mail.append(body(draft, key));
        return new Mail(id, draft.from, draft.to, mail.toString().getBytes(StandardCharsets.US_ASCII), !draft.media.isEmpty());
    }

    private static void head(StringBuilder mail, String name, String value) {
        mail.append(name).append(": ").append(value).append(END);
    }

    /// Encoded words (RFC 2047) of whatever is not plain and short.
    private static String words(String text) {
        String line = TextPieces.line(text, Integer.MAX_VALUE);
        if (line.matches("[A-Za-z0-9][A-Za-z0-9 ]{0,59}")) {
            return line;
        }
        return TextPieces.of(line, WORD, TextUnit.UTF_8).stream()
                .map(piece -> "=?UTF-8?B?" + Base64.getEncoder().encodeToString(piece.getBytes(StandardCharsets.UTF_8)) + "?=")
                .collect(Collectors.joining(END + " "));
    }

    /// The heads of the content and the content.
    private static String body(Draft draft, String key) {
        String text = part("text/plain; charset=utf-8", draft.text);
        String content = draft.markdown
                ? joined("alternative", key + "-a",
                        List.of(text, part("text/html; charset=utf-8", Markdowns.write(draft.text, MarkdownDialect.HTML))))
                : text;
        if (draft.media.isEmpty()) {
            return content;
        }
        List<String> parts = new ArrayList<>();
        if (!draft.text.isBlank()) {
            parts.add(content);
        }
        draft.media.forEach(medium -> parts.add(attachment(medium)));
        return joined("mixed", key + "-m", parts);
    }

    private static String joined(String kind, String boundary, List<String> parts) {
        String line = "--=_" + boundary;
        return "Content-Type: multipart/" + kind + "; boundary=\"=_" + boundary + "\"" + END + END
                + parts.stream().map(part -> line + END + part + END).collect(Collectors.joining()) + line + "--" + END;
    }

    /// Readable text stays so; all else is Base64, in which no line can be too long.
    private static String part(String type, String text) {
        boolean readable = text.chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~')
                && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        return "Content-Type: " + type + END + "Content-Transfer-Encoding: " + (readable ? "7bit" : "base64") + END + END
                + (readable
                        ? text.replace("\n", END)
                        : Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                + END;
    }

    private static String attachment(Media medium) {
        byte[] bytes = MediaBytes.of(medium, LARGEST);
        String type = TYPE.matcher(medium.mimeType()).matches() ? medium.mimeType() : "application/octet-stream";
        return "Content-Type: " + type + END + "Content-Transfer-Encoding: base64" + END
                + "Content-Disposition: attachment; filename*=UTF-8''"
                + Forms.segment(TextPieces.line(medium.name(), 100)).replace("*", "%2A") + END
                + END + Base64.getMimeEncoder().encodeToString(bytes) + END;
    }
}
