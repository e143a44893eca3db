package dev.botyard.adapters.qqbot.played;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// A bot of the platform: its secret, its tokens, and its sessions at the gateway with all that was told in them. Thread-safe.
public final class PlayedBot {
    final String appId;
    final String secret;
    /// Beyond what a double keeps.
    final String id;
    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final List<Integer> identified = new CopyOnWriteArrayList<>();
    volatile boolean refused;
    volatile int allowed = -1;

    PlayedBot(String appId, String secret, int number) {
        this.appId = appId;
        this.secret = secret;
        id = Long.toString(9_007_199_254_740_993L + 2L * number);
    }

    /// One session at the gateway; it outlives its connection.
    static final class Session {
        final String id;
        final List<String> told = new ArrayList<>();
        volatile WireSocket socket;

        Session(String id, WireSocket socket) {
            this.id = id;
            this.socket = socket;
        }

        /// The number under which the next frame goes.
        synchronized void tell(String type, String eventId, String data, Sending sending) throws IOException {
            String frame = frame(told.size() + 1, type, eventId, data);
            told.add(frame);
            WireSocket live = socket;
            if (live != null && live.open()) {
                sending.send(live, frame);
            }
        }

        /// Nothing is told before it has begun, and nothing is lost that is told when it has.
        synchronized void begin(String ready, Runnable known) throws IOException {
            known.run();
            tell("READY", "", ready, WireSocket::send);
        }

        /// What came after `sequence`, then that all has come.
        synchronized void resume(WireSocket again, long sequence) throws IOException {
            for (String frame : told.subList((int) Math.min(sequence, told.size()), told.size())) {
                again.send(frame);
            }
            socket = again;
            tell("RESUMED", "", "\"\"", WireSocket::send);
        }
    }

    /// A frame that tells something.
    ///
    /// @param sequence 0 for none
    public static String frame(int sequence, String type, String eventId, String data) {
        return Json.object(out -> {
            out.writeNumberProperty("op", 0);
            if (sequence > 0) {
                out.writeNumberProperty("s", sequence);
            }
            out.writeStringProperty("t", type);
            out.writeStringProperty("id", eventId);
            out.writeName("d");
            out.writeRawValue(data);
        });
    }

    /// How a frame is written.
    public interface Sending {
        void send(WireSocket socket, String frame) throws IOException;
    }

    public String appId() {
        return appId;
    }

    public String secret() {
        return secret;
    }

    public String id() {
        return id;
    }

    /// With what intents it identified itself, one after the other.
    public List<Integer> identified() {
        return identified;
    }

    /// From now on other intents than these are refused.
    public void allow(int intents) {
        allowed = intents;
    }

    /// Forgets all sessions, so that none is resumed.
    public void forgetSessions() {
        sessions.clear();
    }

    void tell(String type, String eventId, Consumer<JsonGenerator> data, Sending sending) {
        String json = Json.object(data);
        for (Session session : sessions.values()) {
            try {
                session.tell(type, eventId, json, sending);
            } catch (IOException gone) {
                session.socket.abort();
            }
        }
    }

    List<WireSocket> sockets() {
        return sessions.values().stream().map(session -> session.socket).filter(socket -> socket != null && socket.open())
                .toList();
    }
}
