package dev.botyard.adapters.feishu;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One long connection on the platform's side: it brings events and looks closely at how they are answered.
final class FeishuLine {
    /// Beyond what a double or a signed number keeps.
    private static final AtomicLong SEQ = new AtomicLong(0xF000_0000_0000_0001L);

    private final WireSocket socket;
    private final int service;
    private final Consumer<String> complain;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    /// Events that were not answered yet, by the frame's id.
    final Map<String, Sent> open = new ConcurrentHashMap<>();
    /// What was said to each, in the order of the answers.
    final List<Long> answers = new ArrayList<>();
    /// Whether the other side keeps numbers as doubles, as the SDK for Node does.
    volatile boolean doubles;
    final AtomicInteger pings = new AtomicInteger();
    volatile boolean silent;
    volatile int interval;

    FeishuLine(WireSocket socket, int service, int interval, Consumer<String> complain) {
        this.socket = socket;
        this.service = service;
        this.interval = interval;
        this.complain = complain;
    }

    /// An event on its way.
    record Sent(String event, List<Frame> frames) {}

    /// Until the other side goes.
    void serve() throws IOException {
        try {
            for (byte[] bytes = socket.receive(); bytes != null; bytes = socket.receive()) {
                if (!silent) {
                    took(bytes);
                }
            }
        } finally {
            closed.countDown();
        }
    }

    private void took(byte[] bytes) throws IOException {
        Frame frame = Frame.read(bytes);
        if (frame.service() != service) {
            complain.accept("a frame of service " + frame.service() + " where the address said " + service);
        }
        if (frame.control()) {
            if (!"ping".equals(frame.headers().get("type")) || frame.seq() != 0) {
                complain.accept("a control frame that is no ping: " + frame.headers());
            }
            pings.incrementAndGet();
            pong();
            return;
        }
        String id = frame.headers().getOrDefault("message_id", "");
        Sent sent = open.get(id);
        if (sent == null
                || sent.frames().stream().noneMatch(asked -> same(asked.seq(), frame.seq()) && same(asked.log(), frame.log())
                        && frame.headers().entrySet().containsAll(asked.headers().entrySet()))) {
            complain.accept("an answer to no event: " + frame.headers());
            return;
        }
        if (!frame.headers().getOrDefault("biz_rt", "").matches("-?\\d+")) {
            complain.accept("an answer without biz_rt: " + frame.headers());
        }
        note(Json.number(Json.parse(frame.payload()), "code"));
        open.remove(id);
    }

    /// Names the interval of the pings to come.
    void pong() throws IOException {
        byte[] config = ("{\"PingInterval\":" + interval
                + ",\"ReconnectCount\":-1,\"ReconnectInterval\":120,\"ReconnectNonce\":30}")
                .getBytes(StandardCharsets.UTF_8);
        send(new Frame(0, 0, service, true, Map.of("type", "pong"), "", "", config, ""));
    }

    private boolean same(long asked, long answered) {
        return asked == answered || doubles && Math.abs(asked - answered) < 1 << 12;
    }

    private void note(long code) {
        writing.lock();
        try {
            answers.add(code);
        } finally {
            writing.unlock();
        }
    }

    /// Brings an event in `pieces`, the last first.
    void event(String event, int pieces) throws IOException {
        Sent sent = sent(event, pieces);
        for (Frame frame : sent.frames().reversed()) {
            send(frame);
        }
    }

    private Sent sent(String event, int pieces) {
        byte[] all = event.getBytes(StandardCharsets.UTF_8);
        String id = "frame-" + SEQ.incrementAndGet();
        int size = Math.max(1, (all.length + pieces - 1) / pieces);
        int sum = (all.length + size - 1) / size;
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < sum; i++) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("type", "event");
            headers.put("message_id", id);
            headers.put("sum", Integer.toString(sum));
            headers.put("seq", Integer.toString(i));
            headers.put("trace_id", "trace-" + id);
            headers.put("timestamp", Long.toString(System.currentTimeMillis()));
            frames.add(new Frame(SEQ.incrementAndGet(), SEQ.get() * 3, service, false, headers, "", "",
                    Arrays.copyOfRange(all, i * size, Math.min(all.length, (i + 1) * size)), "log-" + id));
        }
        Sent sent = new Sent(event, frames);
        open.put(id, sent);
        return sent;
    }

    /// Brings an event byte by byte, with a pause in the middle.
    void eventSlowly(String event, Duration pause) throws IOException, InterruptedException {
        byte[] frame = onWire(sent(event, 1).frames().getFirst().bytes());
        writing.lock();
        try {
            socket.sendRaw(Arrays.copyOf(frame, frame.length / 2));
            closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            socket.sendRaw(Arrays.copyOfRange(frame, frame.length / 2, frame.length));
        } finally {
            writing.unlock();
        }
    }

    void send(Frame frame) throws IOException {
        sendBytes(frame.bytes());
    }

    void sendBytes(byte[] message) throws IOException {
        raw(onWire(message));
    }

    void sendText(String text) throws IOException {
        socket.send(text);
    }

    /// Bytes as they are.
    void raw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            socket.sendRaw(bytes);
        } finally {
            writing.unlock();
        }
    }

    /// A binary message of a server.
    private static byte[] onWire(byte[] message) {
        ByteBuffer frame = ByteBuffer.allocate(message.length + 10).put((byte) 0x82);
        if (message.length < 126) {
            frame.put((byte) message.length);
        } else if (message.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) message.length);
        } else {
            frame.put((byte) 127).putLong(message.length);
        }
        frame.put(message);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    void playDead() {
        silent = true;
        socket.deafen();
    }

    void drop() {
        socket.abort();
    }
}
