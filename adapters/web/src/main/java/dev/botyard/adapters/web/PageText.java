package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Part;
import java.util.List;
import java.util.stream.Collectors;

/// Limits and short forms of what is written on the page.
final class PageText {
    /// Characters of text in one message.
    static final int MAX_LENGTH = 20_000;
    /// Parts of one message.
    static final int MAX_PARTS = 50;
    /// Characters of a quotation.
    private static final int QUOTE_LENGTH = 120;

    private PageText() {}

    /// What a quotation of a message shows.
    static String quote(List<Part> parts) {
        String text = parts.stream().map(PageText::brief).collect(Collectors.joining()).strip();
        return text.length() > QUOTE_LENGTH ? text.substring(0, QUOTE_LENGTH) + "…" : text;
    }

    private static String brief(Part part) {
        return switch (part.type()) {
            case "text", "markdown", "other" -> part.text();
            case "at" -> "@" + (part.name().isEmpty() ? part.id() : part.name());
            case "at_all" -> "@all";
            case "reply" -> "";
            case "forward" -> "[forwarded messages]";
            default -> "[" + part.type() + "]";
        };
    }
}
