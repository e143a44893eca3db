package dev.botyard.runtime.message.inbound;

import dev.botyard.runtime.infra.json.Shown;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.Media;
import dev.botyard.api.message.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A message as plugins see it. Immutable.
///
/// @param account who received it
/// @param text    the text segments joined and stripped; mentions, quotes and media are not in it
/// @param media   `type`, `source`, `name`, `mime_type`, `platform_payload` of each medium, of a recording also `transcript` where the platform
///                tells what was said
public record InboundMessage(String im, String account, MessageEvent event, String text, List<Map<String, Object>> media) {

    /// The message of an event.
    public static InboundMessage of(String im, String account, MessageEvent event) {
        StringBuilder text = new StringBuilder();
        List<Map<String, Object>> media = new ArrayList<>(2);
        for (Segment segment : event.segments()) {
            switch (segment) {
                case Segment.Text part -> text.append(part.text());
                case Segment.Markdown part -> text.append(part.text());
                case Segment.Image image -> media.add(item(account, "image", image.media(), ""));
                case Segment.Voice voice -> media.add(item(account, "voice", voice.media(), voice.transcript()));
                case Segment.Video video -> media.add(item(account, "video", video.media(), ""));
                case Segment.File file -> media.add(item(account, "file", file.media(), ""));
                default -> {
                    // Mentions, quotes and the like are not command text.
                }
            }
        }
        return new InboundMessage(im, account, event, text.toString().strip(), List.copyOf(media));
    }

    private static Map<String, Object> item(String account, String type, Media media, String transcript) {
        String source = media.source().isEmpty()
                ? new PlatformReference(account, type, media.platform()).toString()
                : media.source();
        return Shown.map(new Item(type, source, media.name(), media.mimeType(), media.platform(), transcript));
    }

    private record Item(String type, String source, String name, String mimeType, Map<String, String> platformPayload,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String transcript) {}

    /// The group's id, `""` in a private chat.
    public String group() {
        return event.chat().shared() ? event.chat().id() : "";
    }

    /// Names the chat on this host.
    public String chatKey() {
        return chatKey(im, account, event.chat().shared(), event.chat().id());
    }

    /// Names a chat on this host.
    public static String chatKey(String im, String account, boolean shared, String chatId) {
        return im + '\n' + account + (shared ? "\ng" : "\np") + chatId;
    }
}
