package dev.botyard.runtime.message.border;

import dev.botyard.api.message.CqText;
import dev.botyard.api.message.CqText.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Codes that the host writes for a script, such as that of a picture which somebody sent. Like an author's they act when the script says them
/// again; every value in them is marked like other words of people.
public record HostCode(String text) {
    /// Nothing yet.
    public static final HostCode EMPTY = new HostCode("");

    /// Followed by a code that acts.
    public HostCode and(String type, Map<String, String> data) {
        Map<String, String> marked = new LinkedHashMap<>();
        data.forEach((key, value) -> marked.put(key, Incoming.text(value)));
        return new HostCode(text + CqText.format(List.of(new Part(type, marked))));
    }

    /// Followed by what looks like a code, and is text.
    public HostCode andText(String type, Map<String, String> data) {
        return new HostCode(text + Incoming.text(CqText.format(List.of(new Part(type, data)))));
    }
}
