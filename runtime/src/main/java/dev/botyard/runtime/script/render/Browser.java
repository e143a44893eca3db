package dev.botyard.runtime.script.render;

import java.time.Duration;

/// A running browser. Thread-safe.
interface Browser extends AutoCloseable {

    /// Draws what fits the selector.
    ///
    /// @param html     a whole page, or a part of one
    /// @param selector `""` for all of the page
    /// @throws RenderException when there is no picture
    Picture picture(String html, String selector, PageNetwork network, Duration limit) throws InterruptedException;

    /// Whether it has not ended by itself.
    boolean alive();

    /// Ends it, with all that it has started and written.
    @Override
    void close();

    /// Starts browsers.
    @FunctionalInterface
    interface Starter {
        /// @throws RenderException when none can be started
        Browser start(boolean sandbox) throws InterruptedException;
    }
}
