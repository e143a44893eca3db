package dev.botyard.runtime.script.render;

/// There is no picture; the message says why and what to do.
public final class RenderException extends RuntimeException {
    private final boolean ofBrowser;

    RenderException(String message) {
        this(message, false);
    }

    private RenderException(String message, boolean ofBrowser) {
        super(message, null, false, false);
        this.ofBrowser = ofBrowser;
    }

    static RenderException ofBrowser(String message) {
        return new RenderException(message, true);
    }

    /// Whether it may be the browser's fault, so that another one is better asked the next time.
    boolean isOfBrowser() {
        return ofBrowser;
    }
}
