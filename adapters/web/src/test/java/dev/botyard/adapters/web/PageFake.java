package dev.botyard.adapters.web;

import dev.botyard.adapters.web.wire.Command;
import dev.botyard.adapters.web.wire.Frame;
import dev.botyard.adapters.web.wire.Message;
import dev.botyard.adapters.web.wire.Place;
import dev.botyard.adapters.web.wire.Wire;
import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.api.conversation.Target;
import dev.botyard.testkit.FakeIm;
import dev.botyard.testkit.SentCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Two browsers: one speaks, the other looks on, because a page waits while the host is busy with what it said. Like the real page, the
/// speaker says again what was not acknowledged when its connection broke: a message, or the group that the next messages need.
final class PageFake implements FakeIm {
    private static final int PIECES = 60;

    private final URI host;
    private final String token;
    private final Set<String> accounts = ConcurrentHashMap.newKeySet();
    private final Set<String> grouped = ConcurrentHashMap.newKeySet();
    private final Map<String, Message> sent = new LinkedHashMap<>();
    private final List<SentCall> edited = new ArrayList<>();
    private final Map<String, Command> pending = new LinkedHashMap<>();
    private final Map<String, CountDownLatch> pings = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private Page speaker;
    private Page looker;
    private volatile boolean closed;

    PageFake(URI host, String token) {
        this.host = host;
        this.token = token;
    }

    @Override
    public Map<String, List<String>> config() {
        return Map.of("title", List.of("Contract"));
    }

    @Override
    public int connections() {
        return connections.get();
    }

    /// A page that comes back is an attempt; the first one is opened when it is needed.
    @Override
    public int attempts() {
        return Math.max(0, opened.get() - 1);
    }

    private Page open(java.util.function.Consumer<Frame> ear, Runnable lost) throws IOException, InterruptedException {
        connections.incrementAndGet();
        try {
            return Page.open(host, token, ear, () -> {
                connections.decrementAndGet();
                lost.run();
            });
        } catch (IOException refused) {
            connections.decrementAndGet();
            throw refused;
        }
    }

    /// After this, everything that was told before has been heard.
    private synchronized void look() {
        try {
            for (int attempt = 0; attempt < 10 && !closed; attempt++) {
                if (looker == null || !looker.isOpen()) {
                    accounts.clear();
                    looker = open(this::heard, () -> {});
                }
                if (ponged()) {
                    return;
                }
            }
        } catch (IOException nobodyThere) {
            accounts.clear();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ponged() throws InterruptedException {
        String key = "ping-" + keys.incrementAndGet();
        CountDownLatch answered = new CountDownLatch(1);
        pings.put(key, answered);
        try {
            looker.say(Page.command("ping", key));
            while (looker.isOpen()) {
                if (answered.await(5, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (IOException gone) {
            looker.socket().abort();
        }
        return false;
    }

    private void heard(Frame frame) {
        switch (frame.type()) {
            case "account" -> {
                accounts.add(frame.account());
                Optional.ofNullable(frame.messages()).ifPresent(missed -> missed.forEach(this::seen));
            }
            case "gone" -> accounts.remove(frame.account());
            case "message" -> seen(frame.message());
            case "pong" -> pings.remove(frame.key()).countDown();
            default -> {
            }
        }
    }

    private void seen(Message message) {
        if (message.bot()) {
            synchronized (sent) {
                Message before = sent.putIfAbsent(message.id(), message);
                if (before != null && !before.parts().equals(message.parts())) {
                    edited.add(call(message));
                }
            }
        }
    }

    @Override
    public List<SentCall> edited() {
        look();
        synchronized (sent) {
            return List.copyOf(edited);
        }
    }

    private void toAll(Chat chat, String user, String messageId, String text) {
        prepare(chat);
        Place place = chat.shared() ? Place.group(chat.id()) : Place.person(chat.id());
        accounts.forEach(account -> say(Page.message(account, place, user, messageId, text)));
    }

    /// The speaker is there, and so is the group.
    private void prepare(Chat chat) {
        look();
        for (String account : accounts) {
            if (chat.shared() && grouped.add(account)) {
                say(Page.group(account, chat.id(), chat.name()));
            }
        }
    }

    private synchronized void say(Command command) {
        try {
            boolean lasting = !command.type().equals("ping");
            if (lasting) {
                pending.put(command.account() + command.key(), command);
            }
            boolean fresh = speaker == null || !speaker.isOpen();
            if (fresh) {
                connect();
            }
            if (!fresh || !lasting) {
                speaker.say(command);
            }
        } catch (IOException gone) {
            // Said again when the next page is open.
        }
    }

    private void connect() throws IOException {
        try {
            opened.incrementAndGet();
            speaker = open(this::acknowledged, this::sayAgain);
            for (Command command : List.copyOf(pending.values())) {
                speaker.say(command);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void acknowledged(Frame frame) {
        if (frame.type().equals("done") || frame.type().equals("error")) {
            forget(frame.key());
        }
    }

    private synchronized void forget(String key) {
        pending.values().removeIf(command -> command.key().equals(key));
    }

    private synchronized void sayAgain() {
        if (!closed && !pending.isEmpty() && !speaker.isOpen()) {
            try {
                connect();
            } catch (IOException nobodyThere) {
                pending.clear();
            }
        }
    }

    @Override
    public void deliver(Chat chat, Person sender, String messageId, String text) {
        toAll(chat, sender.id(), messageId, text);
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        prepare(chat);
        for (String account : accounts) {
            slowly(Page.message(account, Place.group(chat.id()), sender.id(), messageId, text), PIECES, Duration.ofMillis(1));
        }
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        prepare(chat);
        for (String account : accounts) {
            slowly(Page.message(account, Place.group(chat.id()), sender.id(), messageId, text), 2, pause);
        }
    }

    private void slowly(Command command, int pieces, Duration pause) {
        try {
            speaker.socket().sendSlowly(Wire.write(command), pieces, pause);
        } catch (IOException gone) {
            speaker.socket().abort();
        }
    }

    /// Commands that mean nothing, on the page that speaks; what is no command at all, on a page of its own, which that ends.
    @Override
    public void deliverNonsense() {
        look();
        say(Page.command("dance", "k"));
        say(Page.command("send", "k-0"));
        accounts.forEach(account -> say(Page.message(account, Place.group("no such group"), "a b", "k-1", "")));
        for (String nonsense : List.of("{\"type\":", "[]", "null", "7")) {
            try {
                open(frame -> {}, () -> {}).socket().send(nonsense);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        say(Page.command("ping", "k"));
        try {
            speaker.socket().sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) 0xff).putLong(1L << 30).array());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String unknownPerson() {
        return "nobody can/be called so";
    }

    @Override
    public List<SentCall> sent() {
        look();
        synchronized (sent) {
            return sent.values().stream().map(PageFake::call).toList();
        }
    }

    private static SentCall call(Message message) {
        String id = message.chat().id();
        return new SentCall(message.chat().shared() ? Target.group(id) : Target.person(id),
                message.parts().stream().map(part -> part.text()).collect(Collectors.joining()));
    }

    @Override
    public void close() {
        closed = true;
        for (Page page : new Page[]{speaker, looker}) {
            if (page != null) {
                page.socket().abort();
            }
        }
    }
}
