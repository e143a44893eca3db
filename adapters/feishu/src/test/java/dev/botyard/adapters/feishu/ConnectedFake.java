package dev.botyard.adapters.feishu;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The fake with long connections. Of several connections of one app the newest gets an event.
final class ConnectedFake extends FeishuFake {
    private static final int PIECES = 7;

    @Override
    public Map<String, List<String>> config() {
        FeishuApp app = server.newApp();
        return Map.of("app_id", List.of(app.id), "app_secret", List.of(app.secret), "base_url", List.of(server.url().toString()));
    }

    private interface Sending {
        void to(FeishuLine line) throws IOException, InterruptedException;
    }

    private static void newest(FeishuApp app, Sending sending) {
        FeishuLine line = app.newest();
        if (line == null) {
            return;
        }
        try {
            sending.to(line);
        } catch (IOException gone) {
            line.drop();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    void bring(FeishuApp app, String event) {
        newest(app, line -> line.event(event, 1));
    }

    @Override
    public int connections() {
        return server.apps().stream().mapToInt(app -> app.lines.size()).sum();
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        server.apps().forEach(app -> newest(app, line -> line.event(text(app, chat, sender.id(), messageId, text), PIECES)));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        server.apps().forEach(app -> newest(app, line -> line.eventSlowly(text(app, chat, sender.id(), messageId, text), pause)));
    }

    @Override
    public void deliverNonsense() {
        server.apps().forEach(app -> newest(app, line -> {
            line.sendBytes(new byte[]{(byte) 0xFF, 1, 2, 3});
            line.sendBytes(new byte[0]);
            line.sendText("hello");
            for (String event : List.of("not json", "[]", "null", "{}",
                    "{\"header\":{\"event_type\":\"im.message.receive_v1\"},\"event\":{}}",
                    FeishuEvents.raw(app, "im.message.receive_v1", "e-odd", "[1]"),
                    FeishuEvents.raw(app, "im.chat.member.user.added_v1", "e-odd-2", "{\"users\":\"x\"}"))) {
                line.event(event, 1);
            }
            for (Map<String, String> headers : List.of(Map.of("type", "event", "sum", "0", "seq", "0", "message_id", "p"),
                    Map.of("type", "event", "sum", "2", "seq", "2", "message_id", "p"),
                    Map.of("type", "event", "sum", "2147483647", "seq", "1", "message_id", "p"))) {
                line.send(new Frame(1, 1, 1, false, headers, "", "", "{}".getBytes(StandardCharsets.UTF_8), ""));
            }
            line.send(new Frame(0, 0, 1, true, Map.of("type", "pong"), "", "", "x".getBytes(StandardCharsets.UTF_8), ""));
        }));
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        server.apps().forEach(app -> newest(app, line -> line
                .raw(ByteBuffer.allocate(100).put((byte) 0x82).put((byte) 127).putLong(1L << 30).array())));
    }

    @Override
    public void dropConnections() {
        server.dropConnections();
    }
}
