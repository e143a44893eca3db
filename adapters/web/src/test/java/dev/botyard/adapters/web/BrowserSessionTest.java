package dev.botyard.adapters.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.api.transport.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrowserSessionTest {
    private final SlowSocket socket = new SlowSocket();
    private final BrowserSession session = new BrowserSession(socket, LoggerFactory.getLogger("test"));

    @Test
    void newsWaitBehindThePast() throws InterruptedException {
        session.tell(Frame.of("done", "1"));
        assertEquals(0, socket.sent.size());
        session.catchUp();
        session.tell(Frame.of("done", "2"));
        assertEquals(2, socket.sent.size());
    }

    @Test
    void aBrowserThatDoesNotKeepUpIsCutOff() throws InterruptedException {
        session.catchUp();
        socket.full = true;
        session.tell(Frame.of("done", "1"));
        socket.full = false;
        session.tell(Frame.of("done", "2"));
        assertEquals(List.of(1013), socket.closed);
        assertEquals(List.of(), socket.sent);
    }

    @Test
    void theBacklogIsBounded() {
        for (int i = 0; i <= 5_000; i++) {
            session.tell(Frame.of("done", ""));
        }
        assertEquals(List.of(1013), socket.closed);
    }

    private static final class SlowSocket implements WebSocket {
        private final List<String> sent = new ArrayList<>();
        private final List<Integer> closed = new ArrayList<>();
        private boolean full;

        @Override
        public String receive() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] receiveBytes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void send(byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean offer(String text) {
            return !full && sent.add(text);
        }

        @Override
        public boolean ping(Duration timeout) {
            return true;
        }

        @Override
        public boolean open() {
            return closed.isEmpty();
        }

        @Override
        public String peer() {
            return "test";
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code);
        }
    }
}
