package dev.botyard.adapters.qqbot;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.qqbot.played.PlayedBot;
import dev.botyard.adapters.qqbot.played.QqChats.Call;
import dev.botyard.adapters.qqbot.played.QqServer;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Receipt;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import dev.botyard.testkit.onebot.WireSocket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// One account of the played platform and a host for it.
abstract class PlayedAccount {
    static final String ANN = "0A1B2C3D4E5F60718293A4B5C6D7E8F9";
    static final String FRIENDS = "F0E1D2C3B4A5968778695A4B3C2D1E0F";

    private final AtomicInteger requests = new AtomicInteger();
    final TestClock clock = new TestClock(Instant.parse("2026-11-28T08:00:00Z"));
    final MemoryStore store = new MemoryStore();
    final QqServer server = new QqServer(clock);
    final PlayedBot bot = server.bot("102012345", "DG5g3B4j9X2KOErG");
    AdapterHarness host;

    @BeforeEach
    void open() {
        host = AdapterHarness.of(new QqBotAdapterFactory()).with("app_id", bot.appId()).with("client_secret", bot.secret())
                .with("base_url", server.url()).with("token_url", server.tokenUrl()).clock(clock).store(store).build();
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        host.close();
    }

    /// Ann says something in private, and it has arrived.
    MessageEvent annSays(String id, String text) throws InterruptedException {
        server.chats().inPrivate(ANN, id, text, WireSocket::send);
        return host.event(MessageEvent.class);
    }

    /// Somebody mentions the bot in the group, and it has arrived.
    MessageEvent friendsSay(String id, String text) throws InterruptedException {
        server.chats().inGroup(FRIENDS, "M1", id, text, WireSocket::send);
        return host.event(MessageEvent.class);
    }

    Receipt send(Target target, String answered, Segment... segments) throws InterruptedException {
        return host.send(message(target, answered, segments).build());
    }

    OutboundMessage.Builder message(Target target, String answered, Segment... segments) {
        return OutboundMessage.to(target).requestId("request-" + requests.incrementAndGet()).inReplyTo(answered)
                .segments(segments)
                .timeout(Patience.SOON);
    }

    AdapterException refused(Target target, String answered, Segment... segments) {
        return assertThrows(AdapterException.class, () -> send(target, answered, segments));
    }

    static Segment text(String text) {
        return new Segment.Text(text);
    }

    Call last() {
        return server.chats().messages().getLast();
    }

    String sent(String key) {
        return Json.text(last().body(), key);
    }

    List<String> texts() {
        return server.chats().messages().stream().map(Call::text).toList();
    }
}
