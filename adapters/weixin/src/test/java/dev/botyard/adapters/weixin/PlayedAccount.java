package dev.botyard.adapters.weixin;

import dev.botyard.adapters.weixin.ilink.IlinkServer;
import dev.botyard.api.event.MessageEvent;
import dev.botyard.testkit.AdapterHarness;
import dev.botyard.testkit.HarnessRun;
import dev.botyard.testkit.MemoryStore;
import dev.botyard.testkit.Patience;
import dev.botyard.testkit.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// One account of the played platform and a host for it.
abstract class PlayedAccount {
    /// As the real one, but in a hurry.
    private static final Pace PACE = new Pace(Duration.ofMillis(10), Duration.ofSeconds(3), Duration.ofMinutes(5),
            Patience.seconds(1));

    final IlinkServer server = new IlinkServer(0);
    final MemoryStore store = new MemoryStore();
    final TestClock clock = new TestClock(Instant.now());
    @TempDir
    Path folder;
    AdapterHarness host;

    @BeforeEach
    void open() {
        host = AdapterHarness.of(new WeixinAdapterFactory()).account("wx_ann").with("base_url", server.url().toString())
                .with("cdn_url", server.cdn().toString()).store(store).clock(clock).folder(folder)
                .madeBy(context -> new WeixinAdapter(context, WeixinConfig.of(context.config()), PACE)).build();
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
        host.close();
    }

    /// Leaves a login in the store.
    void logIn() {
        new Credentials(server.freshToken(), server.url(), IlinkServer.BOT, IlinkServer.ANN).write(store);
    }

    HarnessRun online() throws InterruptedException {
        return host.connect();
    }

    MessageEvent next() throws InterruptedException {
        return host.event(MessageEvent.class);
    }

    /// Whether everything that came in was looked at.
    boolean idle() {
        return host.emitted().isEmpty();
    }

    /// An address where nobody listens.
    static URI nowhere() {
        return URI.create("http://127.0.0.1:1");
    }
}
