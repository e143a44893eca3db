package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A page without a browser: says commands and waits for frames.
final class PageClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private PageClient(URI base, boolean operator) throws IOException {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (operator) {
            builder.header("Authorization", "Bearer " + AdapterHarness.OPERATOR_TOKEN);
        }
        try {
            socket = builder.buildAsync(URI.create("ws" + base.resolve("/api/web/receive").toString().substring(4)), new Ear())
                    .join();
        } catch (CompletionException refused) {
            http.close();
            throw new IOException(refused);
        }
    }

    static PageClient connect(URI base, boolean operator) throws IOException {
        return new PageClient(base, operator);
    }

    /// Connects and catches up.
    static PageClient join(URI base) throws IOException, InterruptedException {
        PageClient page = connect(base, true);
        page.say("{'type':'hello'}");
        page.await(frame -> frame.type().equals("ready"));
        return page;
    }

    /// Says a command, written with single quotes.
    void say(String command) {
        socket.sendText(command.replace('\'', '"'), true).join();
    }

    /// The next frame that fits; others are dropped.
    Frame await(Predicate<Frame> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Patience.SOON.toNanos();
        while (true) {
            Frame frame = frames.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("the frame did not come");
            }
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Wire.read(text.toString(), Frame.class));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
