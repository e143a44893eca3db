package dev.botyard.runtime.script.calls;

import dev.botyard.api.message.CqText;
import dev.botyard.api.message.Segment;
import dev.botyard.runtime.message.border.HostCode;
import dev.botyard.runtime.message.inbound.InboundMessage;
import dev.botyard.runtime.message.inbound.PlatformReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a script that listens hears of a message: its text, and where it has none its codes, because nothing means that nobody answered.
///
/// Codes of media and faces act when they are said again, as far as any code of media does. The others are text: through them a stranger could
/// mention, forward or play what no script's author wrote.
final class HeardCodes {
    /// Longer sources are bytes in the form of text, which are no matter of a dialogue.
    private static final int LONGEST_SOURCE = 2_000;

    private HeardCodes() {}

    /// Text, or a [HostCode].
    static Object answer(InboundMessage message) {
        if (!message.text().isEmpty()) {
            return message.text();
        }
        HostCode code = HostCode.EMPTY;
        List<Segment> segments = message.event().segments();
        int media = 0;
        for (Segment segment : segments) {
            code = switch (segment) {
                case Segment.Text _,Segment.Markdown _ -> code;
                case Segment.Image _ -> medium(code, "image", message.media().get(media++));
                case Segment.Voice _ -> medium(code, "record", message.media().get(media++));
                case Segment.Video _ -> medium(code, "video", message.media().get(media++));
                case Segment.File _ -> medium(code, "file", message.media().get(media++));
                case Segment.Face face -> code.and("face", Map.of("id", face.id()));
                case Segment.At at -> code.andText("at", Map.of("qq", at.userId()));
                case Segment.AtAll _ -> code.andText("at", Map.of("qq", "all"));
                case Segment.Reply reply -> code.andText("reply", Map.of("id", reply.messageId()));
                case Segment.Forward forward -> code.andText("forward", Map.of("id", forward.id()));
                case Segment.Json _ -> code.andText("json", Map.of());
                case Segment.Unknown unknown ->
                    code.andText(CqText.isName(unknown.type()) ? unknown.type() : "unknown", Map.of());
            };
        }
        return code;
    }

    private static HostCode medium(HostCode before, String type, Map<String, Object> item) {
        String source = item.get("source").toString();
        Map<String, String> data = new LinkedHashMap<>();
        if (named(source)) {
            data.put("file", source);
        }
        if (type.equals("file")) {
            data.put("name", item.get("name").toString());
        }
        return before.and(type, data);
    }

    /// An address, what the platform knows, or a file that the adapter keeps, which the rules for codes admit or refuse when it is said again.
    private static boolean named(String source) {
        return source.length() <= LONGEST_SOURCE && (source.startsWith("http://") || source.startsWith("https://")
                || source.startsWith("/") || PlatformReference.is(source));
    }
}
