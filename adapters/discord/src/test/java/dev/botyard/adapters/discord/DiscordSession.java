package dev.botyard.adapters.discord;

import dev.botyard.adapters.common.Json;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A session of a bot at the fake's gateway. It outlives its connection, so that it may be resumed. Thread-safe.
final class DiscordSession {
    final String id;
    final DiscordBot bot;
    final long intents;
    private final List<String> frames = new ArrayList<>();
    private WireSocket socket;

    DiscordSession(String id, DiscordBot bot, long intents) {
        this.id = id;
        this.bot = bot;
        this.intents = intents;
    }

    static String frame(int op, Object data, String type, Object sequence) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeNumberProperty("op", op);
            out.writePOJOProperty("d", data);
            out.writePOJOProperty("s", sequence);
            out.writePOJOProperty("t", type);
            out.writeEndObject();
        });
    }

    /// Brings an event, or keeps it until the session is resumed.
    synchronized void dispatch(String type, Object data) {
        frames.add(frame(0, data, type, frames.size() + 1));
        say(frames.getLast());
    }

    /// Brings an event as the last it has brought, in `pieces` with pauses between.
    void dispatchSlowly(String type, Map<String, ?> data, int pieces, java.time.Duration pause) {
        String frame;
        WireSocket now;
        synchronized (this) {
            frame = frame(0, data, type, frames.size() + 1);
            frames.add(frame);
            now = socket;
        }
        try {
            if (now != null) {
                now.sendSlowly(frame, pieces, pause);
            }
        } catch (IOException gone) {
            // It is in the session.
        }
    }

    private void say(String frame) {
        if (socket == null) {
            return;
        }
        try {
            socket.send(frame);
        } catch (IOException gone) {
            socket = null;
        }
    }

    synchronized void attach(WireSocket value) {
        socket = value;
    }

    /// @return false when there is no such event to go on from
    synchronized boolean resume(WireSocket value, long sequence) {
        if (sequence > frames.size()) {
            return false;
        }
        socket = value;
        List.copyOf(frames.subList((int) sequence, frames.size())).forEach(this::say);
        dispatch("RESUMED", Map.of());
        return true;
    }

    synchronized void detach(WireSocket value) {
        if (socket == value) {
            socket = null;
        }
    }
}
