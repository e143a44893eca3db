package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.transport.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;

/// One open page. While it catches up, news wait in a bounded backlog behind the past; then they go out without waiting, and a browser
/// that does not keep up is cut off. It comes back by itself and asks for what it missed. Thread-safe.
final class BrowserSession {
    private static final int MAX_BACKLOG = 5_000;
    /// "Try again later": the page reconnects.
    private static final int CLOSE_SLOW = 1013;

    private final WebSocket socket;
    private final Logger log;
    private final Consumer<Frame> ear = this::tell;
    private Queue<String> backlog = new ArrayDeque<>();
    private boolean cut;

    BrowserSession(WebSocket socket, Logger log) {
        this.socket = socket;
        this.log = log;
    }

    /// The listener that rooms know it by; always the same object.
    Consumer<Frame> ear() {
        return ear;
    }

    /// Tells without waiting.
    synchronized void tell(Frame frame) {
        if (cut) {
            return;
        }
        String json = Wire.write(frame);
        if (backlog != null && backlog.size() < MAX_BACKLOG) {
            backlog.add(json);
        } else if (backlog != null || !socket.offer(json)) {
            cutOff();
        }
    }

    /// Sends what waits, at the browser's pace, until nothing waits any more. Called by the connection's own thread.
    void catchUp() throws InterruptedException {
        for (List<String> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            for (String json : batch) {
                socket.send(json);
            }
        }
    }

    private synchronized List<String> nextBatch() {
        if (backlog == null || backlog.isEmpty()) {
            backlog = null;
            return List.of();
        }
        List<String> batch = new ArrayList<>(backlog);
        backlog.clear();
        return batch;
    }

    private void cutOff() {
        cut = true;
        if (socket.open()) {
            log.warn("the browser at {} reads too slowly and was cut off; it catches up when it reconnects", socket.peer());
            socket.close(CLOSE_SLOW, "too slow");
        }
    }
}
