package dev.botyard.adapters.notify;

import dev.botyard.adapters.common.LinkedText;
import dev.botyard.adapters.common.Markdowns;
import dev.botyard.adapters.common.Signatures;
import dev.botyard.adapters.common.TextPieces;
import dev.botyard.adapters.notify.NotifyConfig.Service;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.error.ErrorKind;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes notes of a script's message: pure functions on any thread.
final class Outbound {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int MOST_PIECES = 20;

    private Outbound() {}

    /// One message of a service.
    ///
    /// @param id      of this note alone, the same if the message were sent again
    /// @param address what the service calls the target, `""` where it has none
    /// @param heading the title, or what stands for it
    /// @param link    of the only medium, `""` where there is none or several
    record Note(String id, OutboundMessage message, String address, String title, String heading, String text, boolean markdown,
            String link, List<Media> media) {

        /// What a script asked for besides, `""` where it did not.
        String option(String name) {
            Object value = message.options().getOrDefault(name, "");
            return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
        }

        /// A list that a script gave, also as text with commas.
        List<String> options(String name) {
            Stream<?> values = message.options().get(name) instanceof List<?> list
                    ? list.stream()
                    : COMMA.splitAsStream(option(name));
            return values.map(value -> value.toString().strip()).filter(value -> !value.isEmpty()).toList();
        }
    }

    /// The notes in order. All media have links by then, so that one without leaves no half message; mail has them attached.
    ///
    /// @param name a heading where there is no other
    /// @throws AdapterException `MEDIA`, `REJECTED` when it would be too many
    static List<Note> notes(OutboundMessage message, NotifyConfig config, String address, String name) {
        Service service = config.service();
        LinkedText said = service == Service.EMAIL ? LinkedText.apart(message.segments()) : LinkedText.of(message.segments());
        boolean marks = said.markdown() && service != Service.SLACK_WEBHOOK;
        String plain = said.markdown() ? Markdowns.plain(said.text()) : said.text();
        String shown = marks ? said.text() : plain;
        List<String> pieces = TextPieces.numbered(shown.isBlank() && !message.title().isBlank() ? message.title() : shown,
                service.longest, service.unit);
        if (pieces.size() > MOST_PIECES) {
            throw new AdapterException(ErrorKind.REJECTED,
                    "the text would be " + pieces.size() + " messages of " + service.label()
                            + ", and more than " + MOST_PIECES + " are not sent; shorten it, or send it as a file");
        }
        String heading = message.title().isBlank()
                ? Stream.concat(plain.lines(), said.media().stream().map(Media::name)).map(String::strip)
                        .filter(line -> !line.isEmpty()).findFirst().orElse(name)
                : message.title();
        List<Note> notes = new ArrayList<>();
        for (String piece : pieces) {
            boolean first = notes.isEmpty();
            byte[] named = (message.requestId() + "/" + notes.size()).getBytes(StandardCharsets.UTF_8);
            notes.add(new Note(Signatures.hex(Signatures.sha256(named)).substring(0, 32), message, address,
                    TextPieces.line(message.title(), 100), TextPieces.line(heading, 100), piece, marks,
                    first ? said.link() : "", first ? said.media() : List.of()));
        }
        return notes;
    }
}
