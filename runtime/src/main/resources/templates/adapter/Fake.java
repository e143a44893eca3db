package com.example.{{package}};

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.ChatKind;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import dev.botyard.testkit.onebot.WireMessage;
import dev.botyard.testkit.onebot.WireServer;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The platform as the tests see it: a WebSocket server on a free port of the loopback interface.
final class Fake{{type}} implements FakeIm, WireServer.Handler {
    private final Set<WireSocket> open = ConcurrentHashMap.newKeySet();
    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean dieAtSend;
    private volatile boolean unanswered;
    private final WireServer server = new WireServer(this);

    @Override
    public WireServer.Answer handle(WireMessage request) {
        attempts.incrementAndGet();
        return WireServer.Answer.UPGRADE;
    }

    @Override
    public void connected(WireMessage request, WireSocket socket) throws IOException {
        open.add(socket);
        try {
            while (true) {
                String[] words = new String(socket.receive(), StandardCharsets.UTF_8).split(" ", 4);
                sent.add(new SentCall(words[1].equals("person") ? Target.person(words[2]) : Target.group(words[2]), words[3]));
                if (dieAtSend) {
                    return;
                }
                if (!unanswered) {
                    socket.send("sent " + words[0] + " id-" + words[0]);
                }
            }
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public Map<String, List<String>> config() {
        return Map.of("url", List.of(server.address("ws", "/").toString()), "token", List.of("s3cret-token-of-the-test"));
    }

    @Override
    public int connections() {
        return open.size();
    }

    @Override
    public int attempts() {
        return attempts.get();
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        String kind = chat.kind() == ChatKind.PRIVATE ? "person" : "group";
        for (WireSocket socket : open) {
            try {
                socket.send("message " + messageId + " " + kind + " " + chat.id() + " " + sender.id() + " " + text);
            } catch (IOException e) {
                open.remove(socket);
            }
        }
    }

    @Override
    public void dropConnections() {
        open.forEach(WireSocket::close);
    }

    @Override
    public void dieAtSend(boolean die) {
        dieAtSend = die;
    }

    @Override
    public void leaveSendsUnanswered(boolean leave) {
        unanswered = leave;
    }

    @Override
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        dropConnections();
        server.close();
    }
}
