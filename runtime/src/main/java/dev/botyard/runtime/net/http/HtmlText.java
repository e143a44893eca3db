package dev.botyard.runtime.net.http;

/// Text in a page.
public final class HtmlText {
    private HtmlText() {}

    /// Fit for an element and for an attribute in double quotes.
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
