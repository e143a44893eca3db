package dev.botyard.adapters.satori;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.botyard.adapters.common.Json;
import dev.botyard.adapters.satori.SatoriServer.Call;
import dev.botyard.adapters.satori.SatoriServer.Login;
import dev.botyard.api.conversation.Target;
import dev.botyard.api.error.AdapterException;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.api.message.OutboundMessage;
import dev.botyard.api.message.Segment;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessBuilder;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// A server with two logins and a host for one of them.
abstract class PlayedLogin {
    static final String BIG = "9007199254740993";

    final SatoriServer server = new SatoriServer();
    final Login ours = server.login("discord", BIG, 1);
    final Login other = server.login("kook", "200", 1);
    final MemoryStore store = new MemoryStore();
    AdapterHarness host;

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        if (host != null) {
            host.close();
        }
        assertEquals(List.of(), server.complaints());
    }

    HarnessBuilder account(String... settings) {
        return AdapterHarness.of(new SatoriAdapterFactory()).im("discord").store(store)
                .settings("url", server.url().toString(), "token", SatoriServer.TOKEN, "platform", "discord").settings(settings);
    }

    void online(String... settings) throws InterruptedException {
        host = account(settings).online();
    }

    MessageEvent says(String channel, boolean direct, String user, String content) throws InterruptedException {
        server.emit(ours, "message-created", SatoriServer.message(channel, direct, user, server.number(), content));
        return host.event(MessageEvent.class);
    }

    List<String> send(Target target, Segment... segments) throws InterruptedException {
        return host.send(OutboundMessage.to(target).segments(segments).timeout(Patience.SOON).build()).messageIds();
    }

    AdapterException refused(Target target, Segment... segments) {
        return assertThrows(AdapterException.class, () -> send(target, segments));
    }

    /// The next call, which must be of this method.
    Call call(String method) throws InterruptedException {
        Call call = server.calls.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull(call, "no call came");
        assertEquals(method, call.method());
        return call;
    }

    static String content(Call call) {
        return Json.text(call.body(), "content");
    }
}
