package dev.botyard.testkit.onebot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// One account of the simulated implementation. Thread-safe.
public final class SimulatedAccount {
    static final JsonMapper JSON = JsonMapper.shared();

    private final String selfId;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, ArrayDeque<Behaviour>> once = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<RecordedCall> calls = new LinkedBlockingQueue<>();
    private final CopyOnWriteArrayList<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastMessageId = new AtomicInteger(1000);
    private final SimulatedMessages messages;
    private final SimulatedAnswers answers = new SimulatedAnswers(this);
    private final SimulatedEvents events = new SimulatedEvents(this);
    private final SimulatedUploads uploads = new SimulatedUploads();
    private volatile String software = "Simulator";
    private volatile String token = "";
    private volatile boolean online = true;
    private volatile boolean recording = true;
    private volatile Consumer<RecordedCall> listener = call -> {};

    SimulatedAccount(String selfId) {
        this.selfId = selfId;
        messages = new SimulatedMessages(selfId);
    }

    public String selfId() {
        return selfId;
    }

    /// The access token that both sides know; `""` for none.
    public SimulatedAccount token(String value) {
        token = value;
        return this;
    }

    String token() {
        return token;
    }

    /// The software that it says it is; as `NapCat.Onebot` it knows NapCat's `upload_file_stream` too.
    public SimulatedAccount software(String appName) {
        software = appName;
        return this;
    }

    String software() {
        return software;
    }

    boolean takesStreams() {
        return software.startsWith("NapCat");
    }

    SimulatedUploads uploads() {
        return uploads;
    }

    /// The bytes that were uploaded to this path in pieces, none when there is no such file.
    public byte[] uploadedFile(String path) {
        return uploads.file(path);
    }

    /// How many uploads were begun and neither completed nor given up.
    public int unfinishedUploads() {
        return uploads.unfinished();
    }

    /// Whether the account is logged in at the platform, as `get_status` and heartbeats tell.
    public SimulatedAccount online(boolean value) {
        online = value;
        return this;
    }

    boolean isOnline() {
        return online;
    }

    /// Connects to a host as a universal client and announces itself. Sockets are read until they close.
    public Line connect(URI url) throws IOException {
        return connect(url, Map.of("X-Self-ID", selfId, "X-Client-Role", "Universal"));
    }

    /// Connects to a host in one role of the standard.
    public Line connectAs(String role, URI url) throws IOException {
        return connect(url, Map.of("X-Self-ID", selfId, "X-Client-Role", role));
    }

    /// Connects to a host with these headers; the token is added.
    public Line connect(URI url, Map<String, String> headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!token.isEmpty()) {
            all.putIfAbsent("Authorization", "Bearer " + token);
        }
        String role = headers.getOrDefault("X-Client-Role", "Universal");
        Line line = new Line(this, WireSocket.connect(url, all), !role.equalsIgnoreCase("Event"), !role.equalsIgnoreCase("API"));
        if (line.events()) {
            // Before calls are answered: what the host learns from an answer may make it close.
            line.send(events.lifecycle());
        }
        lines.add(line);
        Thread.ofVirtual().name("onebot-" + selfId).start(() -> read(line));
        return line;
    }

    void read(Line line) {
        lines.addIfAbsent(line);
        try {
            for (byte[] frame = line.socket().receive(); frame != null; frame = line.socket().receive()) {
                if (!line.socket().isDeaf() && line.calls()) {
                    called(line, JSON.readTree(frame));
                }
            }
        } catch (IOException ended) {
            // The next read finds it closed.
        } finally {
            lines.remove(line);
            line.socket().abort();
        }
    }

    private void called(Line line, JsonNode frame) throws IOException {
        String action = frame.path("action").asString("");
        RecordedCall call = called(action, frame.path("params"), "ws");
        answers.answer(line, call, frame.get("echo"), behaviour(action));
    }

    RecordedCall called(String action, JsonNode params, String transport) {
        RecordedCall call = new RecordedCall(selfId, action,
                params.isMissingNode() ? JsonNodeFactory.instance.objectNode() : params,
                transport);
        if (recording) {
            calls.add(call);
        }
        listener.accept(call);
        return call;
    }

    Behaviour behaviour(String action) {
        ArrayDeque<Behaviour> next = once.get(action);
        if (next != null) {
            synchronized (next) {
                if (!next.isEmpty()) {
                    return next.poll();
                }
            }
        }
        return behaviours.getOrDefault(action, behaviours.getOrDefault("*", Behaviour.NORMAL));
    }

    /// From now on does this with calls of `action`; `*` for all that nothing else is said about.
    public SimulatedAccount on(String action, Behaviour behaviour) {
        behaviours.put(action, behaviour);
        return this;
    }

    /// Does this with the next call of `action`, then what was said before. Several are done in turn.
    public SimulatedAccount once(String action, Behaviour behaviour) {
        ArrayDeque<Behaviour> next = once.computeIfAbsent(action, key -> new ArrayDeque<>());
        synchronized (next) {
            next.add(behaviour);
        }
        return this;
    }

    /// Hears of each call on the thread that reads it, before the answer.
    public SimulatedAccount onCall(Consumer<RecordedCall> value) {
        listener = value;
        return this;
    }

    /// Whether calls are kept for [#awaitCall] and events for `get_msg`; switch it off for benchmarks.
    public SimulatedAccount recording(boolean value) {
        recording = value;
        return this;
    }

    SimulatedAnswers answers() {
        return answers;
    }

    boolean isRecording() {
        return recording;
    }

    SimulatedMessages messages() {
        return messages;
    }

    int nextMessageId() {
        return lastMessageId.incrementAndGet();
    }

    /// The events of this account, ready to send.
    public SimulatedEvents events() {
        return events;
    }

    /// Sends an event over every connection that takes events.
    public void emit(String event) {
        if (recording) {
            messages.heard(event);
        }
        for (Line line : lines) {
            if (line.events()) {
                try {
                    line.send(event);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
        }
    }

    /// The open connections.
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /// The next call of `action`; earlier calls of other actions are skipped.
    ///
    /// @throws AssertionError when none comes in time
    public RecordedCall awaitCall(String action, Duration deadline) throws InterruptedException {
        return awaitCall("a call of " + action, call -> call.action().equals(action), deadline);
    }

    /// The next call that fits.
    public RecordedCall awaitCall(String what, Predicate<RecordedCall> wanted, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        StringBuilder others = new StringBuilder();
        while (true) {
            RecordedCall call = calls.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (call == null) {
                throw new AssertionError(
                        "account " + selfId + " saw not " + what + " within " + deadline.toMillis() + " ms, only:" + others);
            }
            if (wanted.test(call)) {
                return call;
            }
            others.append(' ').append(call.action());
        }
    }

    /// All calls of `action` that came so far and were not awaited.
    public List<RecordedCall> callsOf(String action) {
        return calls.stream().filter(call -> call.action().equals(action)).toList();
    }

    /// Forgets recorded calls.
    public void forgetCalls() {
        calls.clear();
    }

    /// One connection of the account.
    ///
    /// @param calls  whether calls are answered on it
    /// @param events whether events are sent on it
    public record Line(SimulatedAccount account, WireSocket socket, boolean calls, boolean events) {

        /// Sends a frame.
        public void send(String frame) throws IOException {
            socket.send(frame);
        }

        /// Sends bytes as a text frame's content would be, legal or not.
        public void sendRaw(String bytes) throws IOException {
            socket.sendRaw(bytes.getBytes(StandardCharsets.UTF_8));
        }

        /// Hears nothing and says nothing from now on, with the connection open.
        public void playDead() {
            socket.deafen();
        }
    }
}
