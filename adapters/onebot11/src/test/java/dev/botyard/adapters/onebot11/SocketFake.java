package dev.botyard.adapters.onebot11;

import dev.botyard.api.conversation.Chat;
import dev.botyard.api.conversation.Person;
import dev.botyard.testkit.onebot.Behaviour;
import dev.botyard.testkit.onebot.SimulatedAccount;
import dev.botyard.testkit.onebot.SimulatedAccount.Line;
import dev.botyard.testkit.onebot.WireSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// OneBot over WebSockets, in both directions.
abstract class SocketFake extends OneBotFake {
    private static final int PIECES = 60;
    private static final int MASKED = 0x80;

    @Override
    void toAll(Function<SimulatedAccount, String> event) {
        toLines(line -> line.send(event.apply(line.account())));
    }

    final void toLines(Sending sending) {
        for (Line line : lines()) {
            try {
                sending.to(line);
            } catch (IOException gone) {
                line.socket().abort();
            }
        }
    }

    private List<Line> lines() {
        return accounts.values().stream().flatMap(account -> account.lines().stream()).toList();
    }

    interface Sending {
        void to(Line line) throws IOException;
    }

    @Override
    public int connections() {
        return lines().size();
    }

    @Override
    public void deliverInPieces(Chat chat, Person sender, String messageId, String text) {
        toLines(line -> line.socket().sendSlowly(message(line.account(), chat, sender.id(), messageId, text), PIECES,
                Duration.ofMillis(1)));
    }

    /// The head of a frame that says it is a gigabyte long.
    @Override
    public void deliverOversized() {
        int mask = this instanceof Reverse ? MASKED : 0;
        toLines(line -> line.socket().sendRaw(ByteBuffer.allocate(100).put((byte) 0x81).put((byte) (mask | 127))
                .putLong(1L << 30).array()));
    }

    @Override
    public void deliverSlowly(Chat chat, Person sender, String messageId, String text, Duration pause) {
        toLines(line -> line.socket().sendSlowly(message(line.account(), chat, sender.id(), messageId, text), 2, pause));
    }

    /// QQ logs the account out; the connection stays.
    @Override
    public void revokeLogin() {
        accounts.values().forEach(account -> account.online(false));
        toAll(account -> account.events().notice("bot_offline", ",\"user_id\":" + account.selfId() + ",\"message\":\"kicked\""));
    }

    @Override
    public void dropConnections() {
        lines().forEach(line -> line.socket().abort());
    }

    @Override
    public void fallSilent(boolean value) {
        silent = value;
        accounts.values().forEach(this::quieten);
        if (value) {
            lines().forEach(Line::playDead);
        }
    }

    /// The simulator connects to the host, and a while after it was cut off once more. The host needs two seconds to find out that a
    /// connection is dead which another one wants to replace; silence must last longer.
    static final class Reverse extends SocketFake {
        private static final Duration INTERVAL = Duration.ofMillis(200);

        private final URI host;
        private final List<Line> old = new CopyOnWriteArrayList<>();
        private final AtomicBoolean bad = new AtomicBoolean();
        private final List<Thread> clients = new CopyOnWriteArrayList<>();

        Reverse(URI host) {
            this.host = URI.create("ws://" + host.getRawAuthority() + "/api/qq/receive");
        }

        @Override
        Map<String, List<String>> settings(SimulatedAccount account) {
            clients.add(Thread.ofVirtual().name("onebot-client").start(() -> stayConnected(account)));
            return Map.of("heartbeat_timeout", List.of("2800ms"));
        }

        private void stayConnected(SimulatedAccount account) {
            try {
                connect(account);
                while (!closed.await(5, TimeUnit.MILLISECONDS)) {
                    if (account.lines().isEmpty() && !closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                        connect(account);
                    }
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }

        private void connect(SimulatedAccount account) throws InterruptedException {
            if (bad.get()) {
                connectBadly(account);
                return;
            }
            try {
                Line line = account.connect(host);
                attempts.incrementAndGet();
                if (silent) {
                    line.playDead();
                }
            } catch (IOException refused) {
                closed.await(20, TimeUnit.MILLISECONDS);
            }
        }

        /// A wrong token, one that goes at once, and one that is another bot than it says.
        private void connectBadly(SimulatedAccount account) throws InterruptedException {
            int kind = attempts.get() % 3;
            try {
                switch (kind) {
                    case 0 ->
                        WireSocket.connect(host, Map.of("X-Self-ID", account.selfId(), "Authorization", "Bearer wrong")).abort();
                    case 1 -> account.connect(host).socket().abort();
                    default -> {
                        account.once("get_login_info", Behaviour.data("{\"user_id\":4,\"nickname\":\"Another\"}"));
                        Line line = account.connect(host);
                        while (account.lines().contains(line) && !closed.await(5, TimeUnit.MILLISECONDS)) {
                            Thread.onSpinWait();
                        }
                    }
                }
            } catch (IOException refused) {
                // As it should be.
            }
            attempts.incrementAndGet();
        }

        @Override
        public void connectBadly(boolean badly) {
            bad.set(badly);
        }

        /// The token is for the host to check; what can be refused here is the login at QQ.
        @Override
        public void refuseLogin(boolean refuse) {
            offline = refuse;
            accounts.values().forEach(account -> account.online(!refuse));
        }

        @Override
        public void connectAgain() {
            toAll(account -> account.events().heartbeat(1000));
            accounts.values().forEach(account -> old.addAll(account.lines()));
            old.forEach(Line::playDead);
            for (SimulatedAccount account : accounts.values()) {
                try {
                    account.connect(host);
                } catch (IOException refused) {
                    throw new UncheckedIOException(refused);
                }
            }
        }

        @Override
        public void dropOldest() {
            old.forEach(line -> line.socket().abort());
        }

        @Override
        public void close() {
            super.close();
            clients.forEach(Thread::interrupt);
        }
    }

    /// The host connects to the simulator.
    static final class Forward extends SocketFake {

        Forward() {
            simulator.onRequest(request -> attempts.incrementAndGet());
        }

        @Override
        Map<String, List<String>> settings(SimulatedAccount account) {
            return Map.of("mode", List.of("forward-ws"), "url", List.of(simulator.webSocketUrl(account.selfId()).toString()));
        }

        @Override
        public void refuseConnections(boolean refuse) {
            simulator.listening(!refuse);
        }

        @Override
        public void refuseLogin(boolean refuse) {
            token = refuse ? "another-token" : TOKEN;
            accounts.values().forEach(account -> account.token(token));
        }
    }
}
